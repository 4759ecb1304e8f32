/// The style of an exported page.
///
/// Colours follow the reader's setting and keep a contrast of 4.5:1 for text; widths are in
/// characters, so that zooming keeps lines readable; nothing moves and nothing is loaded.
enum HTMLStyle {
  static let text = """
    :root { color-scheme: light dark;
      --page: #fdfdfc; --ink: #1f2328; --soft: #59636e; --rule: #dfe3e8; --panel: #f4f5f6;
      --accent: #0b5cad; --bad: #a8201a; --bad-panel: #fdf1f0; --warm: #7a5200;
      --warm-panel: #fdf7e8; --verb: #6639ba; --text: #0a6640; --number: #953800; }
    @media (prefers-color-scheme: dark) { :root {
      --page: #15181c; --ink: #e4e7eb; --soft: #a3acb7; --rule: #333a42; --panel: #1e2329;
      --accent: #7ab8ff; --bad: #ff9a92; --bad-panel: #2d1b1b; --warm: #e9c46a;
      --warm-panel: #2a2416; --verb: #c6a6ff; --text: #7ed3a2; --number: #f5b07a; } }
    * { box-sizing: border-box; }
    html { font-size: 106.25%; -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
    body { margin: 0 auto; padding: 3.5rem 1.5rem 4rem; max-width: 50rem; color: var(--ink);
      background: var(--page); line-height: 1.62; overflow-wrap: break-word;
      font-family: system-ui, -apple-system, "Segoe UI", "Noto Sans", "Liberation Sans", Arial,
        sans-serif; font-kerning: normal; text-rendering: optimizeLegibility; }
    h1, h2, h3, h4, h5, h6 { line-height: 1.22; letter-spacing: -0.012em; font-weight: 680;
      text-wrap: balance; break-after: avoid; margin: 2.2em 0 0.6em; }
    h1 { font-size: 2.15rem; letter-spacing: -0.022em; } h2 { font-size: 1.45rem; }
    h3 { font-size: 1.18rem; } h4, h5, h6 { font-size: 1rem; }
    header { margin-bottom: 2.4rem; padding-bottom: 1.5rem; border-bottom: 1px solid var(--rule); }
    header h1 { margin: 0 0 0.5rem; }
    header p { margin: 0.35rem 0 0; }
    .summary { font-size: 1.15rem; color: var(--soft); line-height: 1.5; text-wrap: pretty; }
    .byline { color: var(--soft); font-size: 0.92rem; }
    .tags { list-style: none; display: flex; flex-wrap: wrap; gap: 0.4rem; margin: 0.9rem 0 0;
      padding: 0; font-size: 0.8rem; }
    .tags li { padding: 0.05rem 0.6rem; border: 1px solid var(--rule); border-radius: 1rem;
      color: var(--soft); }
    p, ul, ol, blockquote { margin: 0 0 1.05em; }
    .prose > :first-child { margin-top: 0.3em; }
    .prose > h2:first-child, .prose > h3:first-child { margin-top: 2.2em; }
    main > .prose:first-child > :first-child { margin-top: 0; }
    .prose li { margin: 0.2em 0; }
    .prose img { max-width: 100%; height: auto; }
    a { color: var(--accent); text-decoration-thickness: 0.06em; text-underline-offset: 0.18em; }
    a:hover { text-decoration-thickness: 0.12em; }
    :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 3px; }
    blockquote { margin-left: 0; padding-left: 1.1rem; border-left: 3px solid var(--rule);
      color: var(--soft); }
    hr { border: 0; border-top: 1px solid var(--rule); margin: 2.5rem 0; }
    code, pre { font-family: ui-monospace, "SF Mono", "Cascadia Mono", "Noto Sans Mono",
      "Liberation Mono", Menlo, Consolas, monospace; font-size: 0.84rem; }
    :not(pre) > code { padding: 0.1em 0.32em; background: var(--panel); border-radius: 4px; }
    pre { margin: 0 0 1.05em; padding: 0.85rem 1.05rem; overflow-x: auto; line-height: 1.5;
      background: var(--panel); border-radius: 8px; tab-size: 2; }
    pre code { font-size: inherit; }
    pre.plain, pre.command { white-space: pre-wrap; }
    .cell { margin: 1.7rem 0; }
    .cell:target { scroll-margin-top: 1rem; }
    summary { cursor: pointer; color: var(--soft); font-size: 0.82rem; padding: 0.2rem 0;
      width: fit-content; }
    summary:hover { color: var(--ink); }
    .id { margin-left: 0.45rem; font-family: ui-monospace, "Liberation Mono", monospace; }
    .code pre { margin: 0.15rem 0 0; border-left: 3px solid var(--rule);
      border-radius: 0 8px 8px 0; }
    .tc { color: var(--soft); font-style: italic; } .ts { color: var(--text); }
    .tn { color: var(--number); } .tq { color: var(--text); } .tp { color: var(--soft); }
    .tv, .tk { color: var(--verb); font-weight: 600; }
    figure { margin: 1rem 0 0; }
    figcaption { margin-top: 0.55rem; color: var(--soft); font-size: 0.88rem; line-height: 1.45; }
    .chart svg { display: block; max-width: 100%; height: auto; margin: 0 auto; }
    @media (prefers-color-scheme: dark) { .chart { padding: 0.75rem; background: #fff;
      border-radius: 8px; } }
    .data { margin-top: 0.35rem; }
    .scroll { overflow-x: auto; }
    table { border-collapse: collapse; font-size: 0.88rem; line-height: 1.4;
      font-variant-numeric: tabular-nums lining-nums; margin: 0 0 0.4rem; }
    th, td { padding: 0.36rem 1.1rem 0.36rem 0; text-align: left; vertical-align: baseline;
      border-bottom: 1px solid var(--rule); }
    th:last-child, td:last-child { padding-right: 0.2rem; }
    th { font-weight: 640; border-bottom: 1.5px solid var(--soft); white-space: nowrap; }
    tbody tr:hover { background: var(--panel); }
    th.n, td.n { text-align: right; white-space: nowrap; padding-left: 1.1rem; }
    .missing, .rows, .status { color: var(--soft); }
    .rows, .status { font-size: 0.85rem; margin: 0.3rem 0 0; }
    .stale { padding: 0.5rem 0.9rem; color: var(--warm); background: var(--warm-panel);
      border-radius: 8px; }
    .notes { list-style: none; margin: 0.7rem 0 0; padding: 0.5rem 0.9rem; font-size: 0.85rem;
      color: var(--warm); background: var(--warm-panel); border-radius: 8px; }
    .finding { margin: 0.9rem 0 0; padding: 0.7rem 1rem 0.8rem; border-radius: 8px;
      border-left: 4px solid var(--warm); background: var(--warm-panel); }
    .finding p { margin: 0 0 0.3rem; font-size: 0.85rem; font-weight: 640; color: var(--warm); }
    .finding pre { margin: 0; padding: 0; background: none; }
    .failure { border-color: var(--bad); background: var(--bad-panel); }
    .failure p { color: var(--bad); }
    .expected { border-color: var(--rule); background: var(--panel); }
    .expected p { color: var(--soft); }
    .exercise { padding: 0.9rem 1.1rem; border: 1px solid var(--rule); border-radius: 8px; }
    .exercise p { margin: 0; }
    footer { margin-top: 4rem; padding-top: 1.2rem; border-top: 1px solid var(--rule);
      color: var(--soft); font-size: 0.88rem; }
    footer h2 { margin: 0 0 0.7rem; font-size: 0.95rem; letter-spacing: 0; color: var(--ink); }
    footer table { font-size: 0.82rem; margin-bottom: 1rem; }
    footer p { margin-bottom: 0.5rem; }
    .skip { position: absolute; left: -100vw; top: 0.5rem; padding: 0.4rem 0.8rem;
      background: var(--page); }
    .skip:focus { left: 0.5rem; }
    @media (max-width: 36rem) { body { padding: 1.6rem 1rem 3rem; } h1 { font-size: 1.75rem; } }
    @media print { :root { --page: #fff; --ink: #000; --soft: #444; --rule: #bbb; --panel: #f6f6f6; }
      html { font-size: 10.5pt; } body { max-width: none; padding: 0; }
      pre { white-space: pre-wrap; } figure, .finding, tr { break-inside: avoid; }
      thead { display: table-header-group; } .scroll { overflow: visible; }
      .skip, details:not([open]) { display: none; } a { color: inherit; } }
    """
}
