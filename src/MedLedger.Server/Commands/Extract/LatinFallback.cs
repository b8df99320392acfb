using System.Text;

namespace MedLedger.Server.Commands.Extract;

/// <summary>Decodes bytes that are no UTF-8 as Latin-1, so that "Ménière" from an old system keeps its letters.</summary>
internal sealed class LatinFallback : DecoderFallback
{
    public override int MaxCharCount => 4;

    public override DecoderFallbackBuffer CreateFallbackBuffer() => new Buffer();

    private sealed class Buffer : DecoderFallbackBuffer
    {
        private byte[] _bytes = [];
        private int _at;

        public override int Remaining => _bytes.Length - _at;

        public override bool Fallback(byte[] bytesUnknown, int index)
        {
            (_bytes, _at) = ([.. bytesUnknown], 0);
            return true;
        }

        // 0 ends what the fallback has to say (DecoderFallbackBuffer.GetNextChar); no byte of a broken sequence is 0.
        public override char GetNextChar() => _at < _bytes.Length ? (char)_bytes[_at++] : '\0';

        public override bool MovePrevious()
        {
            if (_at == 0) return false;
            _at--;
            return true;
        }

        public override void Reset() => (_bytes, _at) = ([], 0);
    }
}
