"""Runs axe-core over exported pages in headless Chromium and prints what it finds.

Usage: pip install axe-playwright-python    (holds axe.min.js 4.x)
       hfnb export notebooks --to html -o pages
       python3 axe.py [--dark] pages/*.html

With --dark the reader's setting is a dark one. Each page is copied without its content policy, since axe itself is a script. The status is 1 when a
page has a violation.
"""

import html
import importlib.util
import pathlib
import re
import subprocess
import sys
import tempfile

folder = pathlib.Path(importlib.util.find_spec("axe_playwright_python").origin).parent
axe = (folder / "axe.min.js").read_text().replace("</script>", "<\\/script>")
run = """<script>addEventListener('load', () => axe.run(document).then(r => {
  const found = r.violations.map(v => v.id + ' (' + v.impact + '): ' + v.nodes[0].html.slice(0, 160));
  document.body.innerHTML = '<pre id="axe"></pre>';
  document.getElementById('axe').textContent = r.passes.length + ' rules passed, '
    + r.incomplete.map(i => i.id).join(' ') + ' undecided'
    + (matchMedia('(prefers-color-scheme: dark)').matches ? ', dark' : '') + '\\n' + found.join('\\n');
}))</script>"""
failed = False
scheme = ["--force-dark-mode"] if "--dark" in sys.argv else []
for name in (word for word in sys.argv[1:] if word != "--dark"):
    page = pathlib.Path(name).read_text()
    page = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page)
    page = page.replace("</body>", f"<script>{axe}</script>{run}</body>")
    with tempfile.TemporaryDirectory() as scratch:
        copy = pathlib.Path(scratch) / "page.html"
        copy.write_text(page)
        dom = subprocess.run(
            ["chromium", "--headless", "--no-sandbox", "--virtual-time-budget=60000",
             *scheme, f"--user-data-dir={scratch}/profile", "--dump-dom", copy.as_uri()],
            capture_output=True, text=True, timeout=180).stdout
    result = re.search(r'<pre id="axe">(.*?)</pre>', dom, re.S)
    lines = html.unescape(result.group(1)).split("\n") if result else ["no answer"]
    failed |= result is None or any(lines[1:])
    print(name, *lines, sep="\n  ")
sys.exit(1 if failed else 0)
