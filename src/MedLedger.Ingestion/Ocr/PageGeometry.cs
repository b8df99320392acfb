using MedLedger.Ingestion.Layout;
using MedLedger.Ingestion.Preparation;

namespace MedLedger.Ingestion.Ocr;

/// <summary>The way from a prepared image back to the page as given: turned by quarters, scaled, straightened about its centre, its lines unbent.</summary>
internal sealed record PageGeometry(int GivenWidth, int GivenHeight, int Width, int Height, int Turn, double Scale, double Angle, LineField? Bend = null)
{
    /// <summary>The smallest upright box on the page as given that holds an area of the prepared image.</summary>
    public Area Back(Area area)
    {
        (double X, double Y)[] corners = [Back(area.X, area.Y), Back(area.Right, area.Y), Back(area.X, area.Bottom), Back(area.Right, area.Bottom)];
        if (Angle != 0)
        {
            // A slanted word fills its upright box only along the diagonal: carry the middle and keep the size.
            var (x, y) = Back(area.X + (area.Width / 2), area.MiddleY);
            var upright = Turn is 0 or 180;
            double width = (upright ? area.Width : area.Height) / Scale, height = (upright ? area.Height : area.Width) / Scale;
            var lean = Math.Abs(Math.Sin(Angle * Math.PI / 180));
            (width, height) = (width + (lean * height), height + (lean * width));
            return Clip(x - (width / 2), y - (height / 2), x + (width / 2), y + (height / 2));
        }

        return Clip(corners.Min(c => c.X), corners.Min(c => c.Y), corners.Max(c => c.X), corners.Max(c => c.Y));
    }

    private Area Clip(double left, double top, double right, double bottom)
    {
        left = Math.Clamp(left, 0, GivenWidth);
        top = Math.Clamp(top, 0, GivenHeight);
        return new(left, top, Math.Clamp(right, left, GivenWidth) - left, Math.Clamp(bottom, top, GivenHeight) - top);
    }

    private (double X, double Y) Back(double x, double y)
    {
        // Undo in reverse order: bend, rotation about the centre, scale, quarter turn.
        if (Bend is not null) y += Bend.Drop(x, y);
        double radians = Angle * Math.PI / 180, cosine = Math.Cos(radians), sine = Math.Sin(radians);
        double middleX = Width / 2.0, middleY = Height / 2.0, dx = x - middleX, dy = y - middleY;
        x = (middleX + (cosine * dx) + (sine * dy)) / Scale;
        y = (middleY - (sine * dx) + (cosine * dy)) / Scale;
        return Turn switch
        {
            90 => (y, GivenHeight - x),
            180 => (GivenWidth - x, GivenHeight - y),
            270 => (GivenWidth - y, x),
            _ => (x, y),
        };
    }
}
