using System.Globalization;

namespace MedLedger.Clinical.Summary;

/// <summary>The page's style: one A4 sheet in print, readable on a screen, and telling in black and white.</summary>
internal static class HtmlStyle
{
    public static string Of(decimal letterSize) => Rules.Replace("LETTERS", letterSize.ToString(CultureInfo.InvariantCulture) + "pt", StringComparison.Ordinal);

    private const string Rules = """
        @page{size:A4;margin:8mm}
        *{box-sizing:border-box}
        html{background:#e9ecef;color:#111;-webkit-print-color-adjust:exact;print-color-adjust:exact}
        body{margin:0;font-family:"Liberation Sans",Arial,Helvetica,sans-serif;font-size:LETTERS;line-height:1.3;overflow-wrap:anywhere}
        a{color:inherit;text-decoration:none}
        .page{width:210mm;min-height:297mm;margin:6mm auto;padding:8mm;background:#fff;box-shadow:0 1px 8px rgba(0,0,0,.25)}
        header{display:flex;justify-content:space-between;align-items:baseline;gap:6mm}
        h1{font-size:1.75em;line-height:1.2;margin:0}
        .day{text-align:right;color:#333;white-space:nowrap}
        .identity{margin:.1em 0 .4em;border-bottom:1.2pt solid #111;padding-bottom:.3em}
        .identity>*:not(:last-child)::after{content:"\00b7";color:#777;padding:0 .45em}
        .banner{border:1pt solid #8a6d00;background:#fff8dc;padding:.2em .6em;margin-bottom:.35em}
        .banner ul{margin:0;padding:0;list-style:none}
        .synthesis{margin-bottom:.35em}
        .chip{display:inline-block;border:1.2pt solid #111;border-radius:3pt;padding:0 .5em;margin:0 .35em .15em 0;max-width:100%}
        .allergies{border:1.8pt solid #b00020;padding:.2em .6em;margin-bottom:.4em}
        .allergies h2{display:inline;color:#fff;background:#b00020;padding:0 .5em;margin:0 .6em 0 -.6em;border:0;font-size:1em}
        .allergies .line:not(:last-child)::after{content:"   \00b7   ";white-space:pre;color:#b00020}
        .columns{display:grid;grid-template-columns:1fr 1fr;gap:5mm}
        .columns section{margin-bottom:.3em}
        h2{font-size:.95em;text-transform:uppercase;letter-spacing:.04em;margin:0 0 .05em;border-bottom:.6pt solid #777;color:#1d3557}
        ul.lines{margin:0;padding:0;list-style:none}
        ul.lines li{padding-left:.8em;text-indent:-.8em;margin-bottom:.1em}
        time{unicode-bidi:isolate;direction:ltr;color:#555;font-size:.88em;white-space:nowrap}
        .more,.empty{font-style:italic;color:#333}
        .unsure{font-style:normal;font-weight:bold;border:1pt dashed #111;background:#eee;padding:0 .3em;font-size:.85em}
        .why{font-size:.88em;color:#333}
        .conflict{font-weight:bold;font-size:.88em;color:#8a0018}
        .remark{font-size:.88em;color:#1b4d1b}
        .trend{width:3.2em;height:.9em;vertical-align:-.1em;fill:none;stroke:#111;stroke-width:1.5}
        .trend circle{fill:#111;stroke:none}
        .crop{height:1.15em;vertical-align:-.2em;border:.5pt solid #999;background:#fff}
        .crop.tall{height:2.3em;vertical-align:middle}
        footer{margin-top:.3em;border-top:.6pt solid #777;color:#444;font-size:.85em}
        .integrity{color:#222}
        .sets{text-decoration:underline}
        .defs{position:absolute;width:0;height:0}
        .source{display:none}
        @media screen{
        body{font-size:max(LETTERS,13px)}
        .page{width:min(100%,1060px);min-height:0}
        a.line:hover,a.line:focus{background:#dbe9ff;outline:1px solid #7aa7e8}
        .source:target{display:block;position:fixed;inset:0;overflow:auto;background:rgba(10,20,30,.55);padding:3vh 3vw;z-index:1}
        .card{max-width:900px;margin:0 auto;background:#fff;border-radius:6px;padding:1em 1.4em}
        .close{float:right;border:1px solid #555;border-radius:4px;padding:.1em .8em}
        .card h2{text-transform:none;font-size:1.15em}
        .card h3{margin:.9em 0 .2em;font-size:1em}
        .card p{margin:.2em 0}
        .how{color:#444}
        pre{white-space:pre-wrap;background:#f6f7f9;border:1px solid #d5d9de;padding:.7em;margin:.3em 0;font:inherit;max-height:60vh;overflow:auto}
        mark{background:#ffe066;outline:1px solid #b38f00}
        .sheet{width:100%;max-height:80vh;border:1px solid #999;background:#fff}
        .closeup{width:100%;max-height:9em;border:1px solid #999;background:#fff;margin-bottom:.4em}
        .box{fill:#ffe066;fill-opacity:.35;stroke:#b00020;stroke-width:3}
        }
        @media (max-width:700px){.columns{grid-template-columns:1fr}header{display:block}.day{text-align:left}}
        @media print{.sets{display:none}html{background:#fff}.page{width:auto;min-height:0;margin:0;padding:0;box-shadow:none}.columns{grid-template-columns:1fr 1fr}header{display:flex}}
        """;
}
