namespace MedLedger.Ingestion.Layout;

/// <summary>A word where it stands, in whatever unit its page has.</summary>
internal sealed record PlacedWord(string Text, Area Area, double Confidence, int Line, int Block)
{
    /// <summary>What else the ink may say, most likely first.</summary>
    public IReadOnlyList<string> Others { get; init; } = [];

    /// <summary>A person should look before anybody relies on it.</summary>
    public bool Unsure { get; init; }

    /// <summary>A stroke runs through it.</summary>
    public bool IsStruck { get; init; }
}

internal readonly record struct Area(double X, double Y, double Width, double Height)
{
    public double Right => X + Width;

    public double Bottom => Y + Height;

    public double MiddleX => X + (Width / 2);

    public double MiddleY => Y + (Height / 2);

    public Area Union(Area other)
    {
        double left = Math.Min(X, other.X), top = Math.Min(Y, other.Y);
        return new(left, top, Math.Max(Right, other.Right) - left, Math.Max(Bottom, other.Bottom) - top);
    }

    public bool Overlaps(Area other) => Math.Min(Right, other.Right) > Math.Max(X, other.X) && Math.Min(Bottom, other.Bottom) > Math.Max(Y, other.Y);

    public Area Grown(double across, double down) => new(X - across, Y - down, Width + (2 * across), Height + (2 * down));
}
