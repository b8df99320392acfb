namespace MedLedger.Server.Commands.Extract;

internal static class ExtractPageStyle
{
    /// <summary>Dark text on pale grounds (contrast above 7:1), so that marks read the same in print and in grey.</summary>
    public const string Css = """
        :root { color-scheme: light; font: 1rem/1.6 system-ui, sans-serif; color: #16202a; background: #fff; }
        body { margin: 0; }
        main { max-width: 70rem; margin: 0 auto; padding: 1rem 1.25rem 3rem; }
        h1 { font-size: 1.4rem; margin: .5rem 0; }
        h2 { font-size: 1.1rem; margin: 1.75rem 0 .5rem; }
        .note { border-left: .3rem solid #8a5a00; padding: .3rem .75rem; background: #fff6e0; }
        .legend ul { display: flex; flex-wrap: wrap; gap: .4rem 1rem; list-style: none; margin: .4rem 0; padding: 0; font-size: .9rem; }
        .text { white-space: pre-wrap; overflow-wrap: anywhere; unicode-bidi: plaintext; border: 1px solid #b8c2cc; border-radius: .3rem; padding: 1rem; line-height: 2; }
        .mark { color: inherit; text-decoration: none; border-bottom: 2px solid; border-radius: .2rem .2rem 0 0; padding: .1rem .15rem; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
        .mark small { font-size: .7em; font-weight: 600; margin-left: .3em; padding: 0 .25em; border: 1px solid; border-radius: .5em; display: inline-block; line-height: 1.3; text-decoration: none; }
        .problem { background: #fde3e1; border-color: #a3201a; }
        .finding { background: #fdefd5; border-color: #8a5a00; }
        .drug { background: #ddf0e2; border-color: #17693a; }
        .test { background: #dcebfa; border-color: #1b5a9a; }
        .procedure { background: #ece3f8; border-color: #6134a3; }
        .body { background: #f6e1ee; border-color: #97286f; }
        .other { background: #eceff2; border-color: #55606b; }
        .not { text-decoration: line-through 2px; }
        .possible { border-bottom-style: dashed; }
        .past { font-style: italic; }
        .family { border-bottom-style: double; border-bottom-width: 4px; }
        .model { border-bottom-style: dotted; border-bottom-width: 3px; }
        a:focus-visible, tr:target { outline: 3px solid #1b5a9a; outline-offset: 2px; }
        .mark:target { outline: 3px solid #1b5a9a; outline-offset: 2px; }
        table { border-collapse: collapse; width: 100%; font-size: .85rem; }
        th, td { text-align: left; vertical-align: top; padding: .3rem .5rem; border-bottom: 1px solid #d5dbe1; overflow-wrap: break-word; }
        thead th { border-bottom: 2px solid #55606b; }
        tbody th { font-weight: 600; }
        tbody th a { color: #1b4f87; }
        @media print { main { max-width: none; padding: 0; } .text { line-height: 1.7; border: 0; padding: 0; } tr { break-inside: avoid; } }

        """;
}
