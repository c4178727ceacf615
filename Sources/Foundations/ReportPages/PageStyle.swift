/// The page's style sheet: light, dark and on paper.
///
/// It has no child combinator and no quotation marks, which the markup would escape.
package enum PageStyle {
  package static let sheet = """
    :root { color-scheme: light dark; --page: #fcfcfa; --card: #ffffff; --ink: #1c1e21;
      --soft: #5c6370; --rule: #e4e5e8; --accent: #1f5fbf; --bar: #7aa5e3; --knee: #b4530a;
      --s1: #8fb7ea; --s2: #4f8ad6; --s3: #1f5fbf; --s4: #123a78; }
    @media (prefers-color-scheme: dark) { :root { --page: #14161a; --card: #1b1e24; --ink: #e8eaed;
      --soft: #9aa2ae; --rule: #2d323a; --accent: #7db0f5; --bar: #3f6fb0; --knee: #f0a35c;
      --s1: #35609c; --s2: #5a8fd8; --s3: #8dbbf7; --s4: #cfe2fc; } }
    * { box-sizing: border-box; }
    body { margin: 0; background: var(--page); color: var(--ink);
      font: 15px/1.5 system-ui, sans-serif; font-variant-numeric: tabular-nums; }
    main { max-width: 860px; margin: 0 auto; padding: 40px 24px; }
    h1 { font-size: 26px; line-height: 1.2; margin: 0 0 6px; letter-spacing: -0.01em; }
    h2 { font-size: 16px; margin: 0 0 2px; }
    p { margin: 0 0 8px; }
    .lead, figcaption, footer, .note-text { color: var(--soft); }
    .summary { display: flex; flex-wrap: wrap; gap: 14px; margin: 26px 0 14px; }
    .tile { flex: 1 1 170px; background: var(--card); border: 1px solid var(--rule);
      border-radius: 8px; padding: 14px 16px; }
    .tile b { display: block; font-size: 27px; line-height: 1.2; font-weight: 600; }
    .tile span { color: var(--soft); font-size: 13px; }
    .warning { border-left: 3px solid var(--knee); padding: 2px 0 2px 12px; }
    figure, section { margin: 26px 0; background: var(--card); border: 1px solid var(--rule);
      border-radius: 8px; padding: 18px 18px 12px; break-inside: avoid; }
    figcaption { font-size: 13px; margin-bottom: 10px; }
    svg { display: block; width: 100%; height: auto; }
    svg text { font: 12px system-ui, sans-serif; fill: var(--soft); }
    svg .axis { font-size: 12px; }
    svg .value, svg .name { fill: var(--ink); }
    svg .name.accent { fill: var(--accent); } svg .name.other { fill: var(--knee); }
    svg .name.faint { fill: var(--soft); }
    svg .name.shade2 { fill: var(--s2); } svg .name.shade4 { fill: var(--s4); }
    svg .value { font-size: 11.5px; paint-order: stroke; stroke: var(--card); stroke-width: 4px; }
    svg .name { font-size: 11.5px; }
    svg .note { fill: var(--knee); font-size: 11.5px; paint-order: stroke; stroke: var(--card);
      stroke-width: 4px; }
    .grid { stroke: var(--rule); stroke-width: 1; }
    .base { stroke: var(--soft); stroke-width: 1; }
    .curve { fill: none; stroke-width: 2; stroke-linejoin: round; }
    .curve.thin { stroke-width: 1.5; } .curve.dashed { stroke-dasharray: 5 4; }
    .curve.faint { stroke: var(--soft); stroke-opacity: 0.7; }
    .curve.other { stroke: var(--knee); } .dot.other { fill: var(--knee); }
    .dot.faint { fill: var(--soft); }
    .dot { stroke: var(--card); stroke-width: 1.5; }
    .perfect { fill: none; stroke: var(--soft); stroke-width: 1.2; stroke-dasharray: 3 4; }
    .knee { stroke: var(--knee); stroke-width: 1.2; stroke-dasharray: 5 3; }
    .bar { fill: var(--bar); }
    .curve.accent { stroke: var(--accent); } .dot.accent { fill: var(--accent); }
    .curve.shade1 { stroke: var(--s1); } .dot.shade1 { fill: var(--s1); }
    .curve.shade2 { stroke: var(--s2); } .dot.shade2 { fill: var(--s2); }
    .curve.shade3 { stroke: var(--s3); } .dot.shade3 { fill: var(--s3); }
    .curve.shade4 { stroke: var(--s4); } .dot.shade4 { fill: var(--s4); }
    .scroll { overflow-x: auto; }
    table { border-collapse: collapse; width: 100%; font-size: 13.5px; }
    th, td { text-align: right; padding: 6px 8px; border-bottom: 1px solid var(--rule);
      white-space: nowrap; }
    th { color: var(--soft); font-weight: 500; }
    tr.recommended td { font-weight: 600; }
    tr.recommended td:first-child { color: var(--knee); }
    table.named th:first-child, table.named td:first-child { text-align: left; }
    .context th { text-align: left; padding-right: 24px; width: 1%; }
    .context td { text-align: left; white-space: normal; overflow-wrap: anywhere; }
    footer { font-size: 13px; margin-top: 26px; }
    @media print { :root { --page: #ffffff; --card: #ffffff; --ink: #000000; --soft: #444444;
      --rule: #cccccc; --accent: #1f5fbf; --bar: #7aa5e3; --knee: #b4530a; --s1: #8fb7ea;
      --s2: #4f8ad6; --s3: #1f5fbf; --s4: #123a78; }
      main { max-width: none; padding: 0; } }
    """
}
