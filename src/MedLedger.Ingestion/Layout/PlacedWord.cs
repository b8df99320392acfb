namespace MedLedger.Ingestion.Layout;

/// <summary>A word where it stands, in whatever unit its page has.</summary>
internal sealed record PlacedWord(string Text, Area Area, double Confidence, int Line, int Block);

internal readonly record struct Area(double X, double Y, double Width, double Height)
{
    public double Right => X + Width;

    public double Bottom => Y + Height;

    public double MiddleY => Y + (Height / 2);

    public Area Union(Area other)
    {
        double left = Math.Min(X, other.X), top = Math.Min(Y, other.Y);
        return new(left, top, Math.Max(Right, other.Right) - left, Math.Max(Bottom, other.Bottom) - top);
    }
}
