namespace MedLedger.Ledger.Checkpoints;

/// <summary>RFC 4648 section 4 with one spelling per value: a flipped padding bit or a blank is another text, so it is refused.</summary>
internal static class StrictBase64
{
    public static bool TryDecode(string text, out byte[] bytes)
    {
        bytes = new byte[text.Length];
        if (Convert.TryFromBase64String(text, bytes, out var length) && Convert.ToBase64String(bytes, 0, length) == text)
        {
            bytes = bytes[..length];
            return true;
        }

        bytes = [];
        return false;
    }
}
