/// Jupyter notebooks as strangers write them: small imitations of what is found in the wild.
enum JupyterSample {
  /// A notebook of Python with magics, shell lines, HTML, widgets and pictures, without ids.
  static let wild = #"""
    {"cells": [
     {"cell_type": "markdown", "metadata": {}, "source": ["# Sales\n", "<div align='center'>x</div>"]},
     {"cell_type": "code", "execution_count": 7, "metadata": {"scrolled": true},
      "outputs": [{"name": "stdout", "output_type": "stream", "text": ["\u001b[31mred\u001b[0m 1\n", "2\n"]}],
      "source": ["%matplotlib inline\n", "!pip install -q pandas\n", "files = !ls\n", "t = %timeit -o f()\n",
       "df.head?\n", "a = 7 % b\n", "x != y\n", "# %not a magic\n", "print(1)"]},
     {"cell_type": "code", "execution_count": 8, "metadata": {}, "source": "df",
      "outputs": [{"data": {"text/html": "<table><script>alert(1)</script></table>",
       "text/plain": "   a\n0  1"}, "execution_count": 8, "metadata": {}, "output_type": "execute_result"},
      {"data": {"image/png": "iVBORw0KGgo=", "text/plain": "<Figure size 640x480>"}, "metadata": {},
       "output_type": "display_data"},
      {"data": {"application/vnd.jupyter.widget-view+json": {"model_id": "x"}, "text/plain": "HBox()"},
       "metadata": {}, "output_type": "display_data"},
      {"data": {"application/javascript": "alert(1)"}, "metadata": {}, "output_type": "display_data"},
      {"ename": "KeyError", "evalue": "'b'", "output_type": "error",
       "traceback": ["\u001b[0;31mKeyError\u001b[0m: 'b'"]}]},
     {"cell_type": "code", "execution_count": null, "metadata": {}, "outputs": [], "source": []},
     {"cell_type": "code", "execution_count": null, "metadata": {}, "outputs": [],
      "source": "%%bash\necho '~~~~'\n```\n"},
     {"cell_type": "raw", "metadata": {"raw_mimetype": "text/html"}, "source": "<b>raw</b>"}
    ], "metadata": {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
     "language_info": {"name": "python", "version": "3.11.4"}, "widgets": {"state": {"x": 1.5e3}}},
     "nbformat": 4, "nbformat_minor": 2}
    """#

  /// Parameters as papermill marks them.
  static let parameters = #"""
    {"cells": [
     {"cell_type": "code", "id": "p1", "metadata": {"tags": ["parameters"]}, "outputs": [],
      "execution_count": null,
      "source": ["# What to look at\n", "year = 2024\n", "alpha: float = 0.05  # level of \"significance\"\n",
       "name = 'north'\n", "is_open = True\n", "\n", "shift = -1_000\n", "rate = 1e-3"]},
     {"cell_type": "code", "id": "p2", "metadata": {"tags": ["parameters"]}, "outputs": [],
      "execution_count": null, "source": "day = date.today()"}
    ], "metadata": {"title": "no", "authors": [{"name": "Ada: A."}, "Ben"],
     "language_info": {"name": "python"}}, "nbformat": 4, "nbformat_minor": 5}
    """#

  /// Format 3, with worksheets, a heading and the old names of things.
  static let old = #"""
    {"metadata": {"name": ""}, "nbformat": 3, "nbformat_minor": 0, "worksheets": [{"cells": [
     {"cell_type": "heading", "level": 2, "metadata": {}, "source": ["Old"]},
     {"cell_type": "code", "collapsed": false, "input": ["1 + 1"], "language": "python", "metadata": {},
      "outputs": [{"output_type": "pyout", "prompt_number": 1, "text": ["2"]},
       {"output_type": "display_data", "png": "iVBORw0KGgo=", "text": ["<Figure>"]},
       {"output_type": "pyerr", "ename": "E", "evalue": "v", "traceback": []}], "prompt_number": 1}
    ], "metadata": {}}]}
    """#

  /// Other kernels, by the names of their languages.
  static let languages = ["R", "julia", "scala", "C++17", "sql", "hfq-like", "exercise", "日本"]

  /// A notebook with one cell of code in a language.
  static func kernel(_ language: String) -> String {
    #"""
    {"cells": [{"cell_type": "code", "metadata": {}, "outputs": [], "source": "%x <- 1"}],
     "metadata": {"language_info": {"name": "\#(language)"}}, "nbformat": 4, "nbformat_minor": 4}
    """#
  }

  /// A notebook of hfnb's own, edited in Jupyter.
  static func own(_ cells: String, metadata: String = "") -> String {
    #"""
    {"cells": [\#(cells)], "metadata": {"kernelspec": {"name": "hfnb"}\#(metadata)},
     "nbformat": 4, "nbformat_minor": 5}
    """#
  }

  /// A cell of code of hfnb's own.
  static func code(_ id: String?, _ source: String, metadata: String = "{}") -> String {
    let id = id.map { "\"id\": \"\($0)\", " } ?? ""
    return """
      {"cell_type": "code", \(id)"metadata": \(metadata), "outputs": [], "source": "\(source)"}
      """
  }

  /// A Markdown cell.
  static func markdown(_ source: String) -> String {
    "{\"cell_type\": \"markdown\", \"id\": \"m\", \"metadata\": {}, \"source\": \"\(source)\"}"
  }
}
