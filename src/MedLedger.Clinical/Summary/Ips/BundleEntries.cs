using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using MedLedger.Domain.Provenance;

namespace MedLedger.Clinical.Summary.Ips;

/// <summary>The resources of the bundle in order, each under an id that follows from its content. Each is written out once: the bytes that make its id are those of the bundle.</summary>
internal sealed class BundleEntries : IDisposable
{
    private static readonly JsonWriterOptions _writing = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All), SkipValidation = true };

    private readonly Guid _bundle;
    private readonly byte[] _bundleName;
    private readonly List<byte[]> _entries = [];
    private readonly HashSet<Guid> _ids = [];
    private readonly Provenances _provenances = new();
    // What the id of the resource in hand is made of: the bundle's own id, a blank, the resource.
    private readonly ArrayBufferWriter<byte> _content = new(4096);
    private readonly Utf8JsonWriter _json;

    public BundleEntries(Guid bundle)
    {
        _bundle = bundle;
        _bundleName = Encoding.UTF8.GetBytes($"{bundle} ");
        _json = new(_content, _writing);
    }

    public void Dispose() => _json.Dispose();

    /// <summary>Begins the next resource; its type comes first in every resource.</summary>
    public Utf8JsonWriter Begin(string type)
    {
        _content.ResetWrittenCount();
        _content.Write(_bundleName);
        _json.Reset();
        return _json.Open().With("resourceType", type);
    }

    /// <summary>Ends it; the URL under which others refer to it.</summary>
    public string End(IEnumerable<Source> sources)
    {
        var url = End();
        _provenances.Add(url, sources);
        return url;
    }

    /// <summary>Ends the composition, which names no sources of its own but stands first; UTF-8 JSON of the bundle.</summary>
    public byte[] EndBundle(string moment)
    {
        End();
        using var head = new MemoryStream();
        using (var json = new Utf8JsonWriter(head, _writing))
        {
            json.Open().With("resourceType", "Bundle").With("id", _bundle.ToString());
            json.Name("meta").Open().OpenList("profile").WriteStringValue("http://hl7.org/fhir/uv/ips/StructureDefinition/Bundle-uv-ips");
            json.CloseList().Close();
            json.Name("identifier").Open().With("system", "urn:ietf:rfc:3986").With("value", $"urn:uuid:{_bundle}").Close();
            json.With("type", "document").With("timestamp", moment).OpenList("entry");
        }

        var bytes = new byte[head.Length + _entries.Sum(entry => entry.Length + 1) - 1 + 2];
        head.GetBuffer().AsSpan(0, (int)head.Length).CopyTo(bytes);
        var at = (int)head.Length;
        Append(_entries[^1]);
        foreach (var entry in _entries.SkipLast(1))
        {
            bytes[at++] = (byte)',';
            Append(entry);
        }

        "]}"u8.CopyTo(bytes.AsSpan(at));
        return bytes;

        void Append(byte[] entry)
        {
            entry.CopyTo(bytes, at);
            at += entry.Length;
        }
    }

    /// <summary>One Provenance for each source that any entry named.</summary>
    public void AddProvenances(string moment, string device, Func<Source, string> nameOf) => _provenances.AddTo(this, device, moment, nameOf);

    private string End()
    {
        _json.Close().Flush();
        var id = NameBasedId.Of(_content.WrittenSpan);
        for (var again = 1; !_ids.Add(id); again++) id = NameBasedId.Of([.. _content.WrittenSpan, .. Encoding.UTF8.GetBytes($" {again}")]);
        var url = $"urn:uuid:{id}";
        var resource = _content.WrittenSpan[_bundleName.Length..];
        var type = resource.IndexOfAny((byte)',', (byte)'}');
        var (before, between) = (Encoding.UTF8.GetBytes($"{{\"fullUrl\":\"{url}\",\"resource\":"), Encoding.UTF8.GetBytes($",\"id\":\"{id}\""));
        var entry = new byte[before.Length + between.Length + resource.Length + 1];
        before.CopyTo(entry, 0);
        resource[..type].CopyTo(entry.AsSpan(before.Length));
        between.CopyTo(entry, before.Length + type);
        resource[type..].CopyTo(entry.AsSpan(before.Length + type + between.Length));
        entry[^1] = (byte)'}';
        _entries.Add(entry);
        return url;
    }
}
