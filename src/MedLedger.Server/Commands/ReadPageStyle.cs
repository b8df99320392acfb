namespace MedLedger.Server.Commands;

/// <summary>How a read page looks, on a screen and on paper. Doubt is shown by the line's kind as well as by its colour.</summary>
internal static class ReadPageStyle
{
    public const string Css = """
        :root { color-scheme: light; font: 16px/1.45 system-ui, sans-serif; color: #1b1b1f; background: #f4f4f6; }
        body { margin: 0 auto; padding: 1rem; max-width: 1500px; }
        h1 { font-size: 1.3rem; margin: 0; overflow-wrap: anywhere; }
        h2 { font-size: 1.05rem; margin: 1.2rem 0 .4rem; }
        h3 { font-size: 1rem; margin: 0 0 .3rem; }
        small { font-weight: normal; color: #55555e; }
        .problem { background: #fff4d6; border-left: 4px solid #a86400; padding: .4rem .7rem; margin: .4rem 0; }
        .legend span { display: inline-block; padding: 0 .5rem; margin-right: .4rem; border: 2px solid; border-radius: 3px; }
        .legend .sure { border-color: #17763b; } .legend .fair { border-color: #a86400; }
        .legend .poor { border-color: #b3261e; } .legend .review { border: 2px dashed #b3261e; }
        .both { display: grid; grid-template-columns: minmax(0, 3fr) minmax(14rem, 1fr); gap: 1rem; align-items: start; }
        .sheet { width: 100%; height: auto; background: #fff; box-shadow: 0 1px 4px #0004; }
        .words { background: #fff; padding: .8rem; box-shadow: 0 1px 4px #0002; position: sticky; top: .5rem; max-height: 95vh; overflow: auto; }
        .words ol { margin: 0 0 .6rem; padding-left: 1.6rem; }
        pre { white-space: pre-wrap; overflow-wrap: anywhere; font: .85rem/1.4 ui-monospace, monospace; margin: .4rem 0; }
        rect { fill-opacity: .1; stroke-width: 1.5; vector-effect: non-scaling-stroke; }
        rect.sure { fill: #17763b; stroke: none; }
        rect.fair { fill: #d98200; stroke: #a86400; }
        rect.poor { fill: #d3302f; stroke: #b3261e; stroke-width: 2; }
        rect.review { fill: #d3302f; stroke: #b3261e; stroke-width: 2; stroke-dasharray: 5 3; }
        a:focus { outline: none; }
        a:hover rect, a:focus rect, a:target rect { stroke: #1442b8; stroke-width: 4; stroke-opacity: 1; fill: #1442b8; fill-opacity: .18; }
        a:focus-visible { outline: 3px solid #1442b8; outline-offset: 2px; }
        footer { margin-top: 1.5rem; color: #55555e; font-size: .85rem; overflow-wrap: anywhere; }
        @media (max-width: 800px) { .both { grid-template-columns: 1fr; } .words { position: static; max-height: none; } }
        @media print {
          :root { background: #fff; } body { max-width: none; padding: 0; }
          section { break-before: page; } section:first-of-type { break-before: auto; }
          .both { display: block; } .sheet { max-height: 20cm; box-shadow: none; } .words { box-shadow: none; position: static; max-height: none; }
          details { display: none; }
        }

        """;
}
