namespace MedLedger.Server.Demo;

/// <summary>Says what happens, for people at a terminal; plain where the output is no terminal.</summary>
internal sealed class Narrator(TextWriter output, bool colours)
{
    private int _chapter;

    public void Chapter(string title)
    {
        output.WriteLine();
        output.WriteLine(Paint($"{++_chapter}  {title}", "1"));
    }

    public void Say(string line) => output.WriteLine($"   {line}");

    public void Good(string line) => output.WriteLine($"   {Paint("ok", "32")}  {line}");

    /// <summary>Something was refused or failed, as it should.</summary>
    public void Refused(string line) => output.WriteLine($"   {Paint("no", "33")}  {line}");

    public void Block(string text)
    {
        foreach (var line in text.TrimEnd().Split('\n')) output.WriteLine("   | " + line);
    }

    private string Paint(string text, string colour) => colours ? $"\u001b[{colour}m{text}\u001b[0m" : text;
}
