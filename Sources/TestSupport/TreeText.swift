import Diagnostics
public import QueryLanguage

/// A tree as text without places and comments, so that trees of different texts can be compared.
public func treeText(_ value: Any) -> String {
  if value is Span || value is CommentSyntax || value is [CommentSyntax] { return "" }
  if let text = value as? String { return "\"\(text)\"" }
  let mirror = Mirror(reflecting: value)
  if mirror.displayStyle == .optional {
    return mirror.children.first.map { treeText($0.value) } ?? "nil"
  }
  if mirror.children.isEmpty { return "\(value)" }
  var parts: [String] = []
  for child in mirror.children where !(child.value is Span) && !(child.value is Span?) {
    parts.append((child.label ?? "") + ":" + treeText(child.value))
  }
  // An optional place is kept as a yes or no: it tells whether a word was written.
  for child in mirror.children where child.label == "every" || child.label == "whole" {
    parts.append("\(child.label ?? ""):\(Mirror(reflecting: child.value).children.count)")
  }
  return "(" + parts.joined(separator: " ") + ")"
}

/// The statements of a script as text, one line each.
public func treeText(_ script: Script) -> String {
  script.statements.map { treeText($0.kind) }.joined(separator: "\n")
}
