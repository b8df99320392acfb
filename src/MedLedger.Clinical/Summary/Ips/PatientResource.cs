using System.Text.Json;
using MedLedger.Clinical.Identification;
using MedLedger.Domain.Identity;

namespace MedLedger.Clinical.Summary.Ips;

/// <summary>Patient-uv-ips: a name and a birth date are required, or a statement that they are missing.</summary>
internal static class PatientResource
{
    public static void Write(Utf8JsonWriter json, ConsolidatedIdentity identity)
    {
        if (identity.Identifiers.Count > 0)
        {
            json.OpenList("identifier");
            foreach (var one in identity.Identifiers) Identifier(json, one.Value);
            json.CloseList();
        }

        json.OpenList("name");
        Name(json, identity.Name?.Value);
        json.CloseList();
        Phones(json, identity.Phones.Select(phone => phone.Value));
        json.WithText("gender", identity.Sex?.Value.ToString().ToLowerInvariant());
        json.WithDate("birthDate", identity.BirthDate?.Value, required: true);
        if (Json.Clean(identity.Address?.Value) is { } address) json.OpenList("address").Open().With("text", address).Close().CloseList();
        if (identity.Contacts.Count == 0) return;
        json.OpenList("contact");
        foreach (var one in identity.Contacts) Contact(json, one.Value);
        json.CloseList();
    }

    private static void Name(Utf8JsonWriter json, PersonName? name)
    {
        json.Open().WithText("text", name?.Text ?? "Name not stated").WithText("family", name?.Family);
        if ((name?.Given ?? []).Select(Json.Clean).OfType<string>().ToList() is { Count: > 0 } given)
        {
            json.OpenList("given");
            foreach (var one in given) json.WriteStringValue(one);
            json.CloseList();
        }

        json.Close();
    }

    private static void Identifier(Utf8JsonWriter json, PatientIdentifier identifier)
    {
        json.Open();
        var system = identifier.System;
        if (system is not null && !Json.IsUri(system) && system.All(c => char.IsAsciiDigit(c) || c == '.') && system.Contains('.', StringComparison.Ordinal)) system = "urn:oid:" + system;
        if (Json.IsUri(system)) json.With("system", system!);
        json.WithText("value", identifier.Value);
        if (system is not null && !Json.IsUri(system) && Json.Clean(system) is { } assigner) json.Name("assigner").Open().With("display", assigner).Close();
        json.Close();
    }

    private static void Phones(Utf8JsonWriter json, IEnumerable<string> phones)
    {
        if (phones.Select(Json.Clean).OfType<string>().ToList() is not { Count: > 0 } known) return;
        json.OpenList("telecom");
        foreach (var phone in known) json.Open().With("system", "phone").With("value", phone).Close();
        json.CloseList();
    }

    private static void Contact(Utf8JsonWriter json, ContactPerson person)
    {
        json.Open();
        if (Json.Clean(person.Relationship) is { } relation) json.OpenList("relationship").Text(relation).CloseList();
        json.Name("name").Open().With("text", Json.Clean(person.Name) ?? "not stated").Close();
        Phones(json, person.Phone is { } phone ? [phone] : []);
        json.Close();
    }
}
