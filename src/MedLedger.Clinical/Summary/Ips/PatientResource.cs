using System.Text.Json.Nodes;
using MedLedger.Clinical.Identification;
using MedLedger.Domain.Identity;

namespace MedLedger.Clinical.Summary.Ips;

/// <summary>Patient-uv-ips: a name and a birth date are required, or a statement that they are missing.</summary>
internal static class PatientResource
{
    public static JsonObject Of(ConsolidatedIdentity identity)
    {
        var patient = Json.Resource("Patient");
        patient.With("identifier", new JsonArray([.. identity.Identifiers.Select(one => (JsonNode)Identifier(one.Value))]));
        patient["name"] = new JsonArray(Name(identity.Name?.Value));
        patient.With("telecom", Phones(identity.Phones.Select(phone => phone.Value)));
        patient.WithText("gender", identity.Sex?.Value.ToString().ToLowerInvariant());
        patient.WithDate("birthDate", identity.BirthDate?.Value, required: true);
        if (Json.Clean(identity.Address?.Value) is { } address) patient["address"] = new JsonArray(new JsonObject { ["text"] = address });
        patient.With("contact", new JsonArray([.. identity.Contacts.Select(one => (JsonNode)Contact(one.Value))]));
        return patient;
    }

    private static JsonObject Name(PersonName? name)
    {
        var json = new JsonObject().WithText("text", name?.Text ?? "Name not stated");
        json.WithText("family", name?.Family);
        return json.With("given", new JsonArray([.. (name?.Given ?? []).Select(Json.Clean).OfType<string>().Select(given => (JsonNode)given)]));
    }

    private static JsonObject Identifier(PatientIdentifier identifier)
    {
        var json = new JsonObject();
        var system = identifier.System;
        if (system is not null && !Json.IsUri(system) && system.All(c => char.IsAsciiDigit(c) || c == '.') && system.Contains('.', StringComparison.Ordinal)) system = "urn:oid:" + system;
        if (Json.IsUri(system)) json["system"] = system;
        json.WithText("value", identifier.Value);
        if (system is not null && !Json.IsUri(system) && Json.Clean(system) is { } assigner) json["assigner"] = new JsonObject { ["display"] = assigner };
        return json;
    }

    private static JsonArray Phones(IEnumerable<string> phones) =>
        new([.. phones.Select(Json.Clean).OfType<string>().Select(phone => (JsonNode)new JsonObject { ["system"] = "phone", ["value"] = phone })]);

    private static JsonObject Contact(ContactPerson person)
    {
        var json = new JsonObject();
        if (Json.Clean(person.Relationship) is { } relation) json["relationship"] = new JsonArray(Json.Text(relation));
        json["name"] = new JsonObject { ["text"] = Json.Clean(person.Name) ?? "not stated" };
        return json.With("telecom", Phones(person.Phone is { } phone ? [phone] : []));
    }
}
