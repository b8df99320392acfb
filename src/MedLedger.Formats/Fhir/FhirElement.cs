using System.Buffers.Text;
using System.Collections;
using System.Text.Json;

namespace MedLedger.Formats.Fhir;

/// <summary>An element of a FHIR resource that may be missing: reading a missing part gives a missing part, never an error.</summary>
public readonly record struct FhirElement
{
    private readonly JsonTree? _json;
    private readonly int _row;

    internal FhirElement(JsonTree json, int row)
    {
        _json = json;
        _row = row;
    }

    public bool Exists => Kind is not (JsonValueKind.Undefined or JsonValueKind.Null);

    public bool IsObject => Kind == JsonValueKind.Object;

    public FhirElement this[string name] =>
        IsObject && _json!.Property(_row, name) is >= 0 and var child ? new(_json, child) : default;

    private JsonValueKind Kind => _json?.Kind(_row) ?? JsonValueKind.Undefined;

    /// <summary>The elements of a list; an element that is not a list counts as a list of one (seen in real exports).</summary>
    public ItemList Items(string name) => new(this[name]);

    /// <summary>The first element of a list, or a missing one.</summary>
    public FhirElement First(string name)
    {
        foreach (var item in Items(name)) return item;
        return default;
    }

    /// <summary>A primitive as text, trimmed; null when it is missing, empty or not a primitive.</summary>
    public string? Text(string name) => this[name].Text();

    public string? Text()
    {
        switch (Kind)
        {
            case JsonValueKind.String:
                try
                {
                    var text = _json!.String(_row).Trim();
                    return text.Length == 0 ? null : text;
                }
                catch (InvalidOperationException)
                {
                    // A lone surrogate escape has no text.
                    return null;
                }

            case JsonValueKind.Number:
                return System.Text.Encoding.ASCII.GetString(_json!.Raw(_row));
            case JsonValueKind.True:
                return "true";
            case JsonValueKind.False:
                return "false";
            default:
                return null;
        }
    }

    /// <summary>A decimal with the precision it was written with; null when it is none or does not fit.</summary>
    public decimal? Number(string name) =>
        this[name] is { Kind: JsonValueKind.Number } number && Utf8Parser.TryParse(number._json!.Raw(number._row), out decimal value, out var read) && read == number._json.Raw(number._row).Length ? value : null;

    public bool IsTrue(string name) => this[name].Kind == JsonValueKind.True;

    /// <summary>The elements of a list that are there.</summary>
    public readonly struct ItemList : IEnumerable<FhirElement>
    {
        private readonly FhirElement _list;

        internal ItemList(FhirElement list) => _list = list;

        public Enumerator GetEnumerator() => new(_list);

        IEnumerator<FhirElement> IEnumerable<FhirElement>.GetEnumerator() => GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        public struct Enumerator : IEnumerator<FhirElement>
        {
            private readonly JsonTree? _json;
            private readonly int _end;
            private int _next;

            internal Enumerator(FhirElement list)
            {
                _json = list._json;
                _next = list.Kind == JsonValueKind.Array ? list._row + 1 : list._row;
                _end = _json?.Next(list._row) ?? 0;
            }

            public FhirElement Current { get; private set; }

            readonly object IEnumerator.Current => Current;

            public bool MoveNext()
            {
                while (_next < _end)
                {
                    Current = new(_json!, _next);
                    _next = _json!.Next(_next);
                    if (Current.Exists) return true;
                }

                return false;
            }

            readonly void IEnumerator.Reset() => throw new NotSupportedException();

            public readonly void Dispose()
            {
            }
        }
    }
}
