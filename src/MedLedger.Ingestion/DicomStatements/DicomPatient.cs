using MedLedger.Domain.Content;
using MedLedger.Domain.Identity;
using MedLedger.Domain.Provenance;
using MedLedger.Formats.Dicom;
using MedLedger.Formats.Hl7v2;

namespace MedLedger.Ingestion.DicomStatements;

/// <summary>The patient module (PS3.3, C.7.1.1).</summary>
internal static class DicomPatient
{
    /// <summary>Null where the object names nobody, as a template or an anonymised image does.</summary>
    public static PatientClaim? Read(DicomDataSet data, Sha256Digest digest)
    {
        var name = Name(data.WholeText(DicomTags.PatientName));
        var id = data.Text(DicomTags.PatientId);
        var birth = Hl7Dates.Read(data.Text(DicomTags.PatientBirthDate));
        if (name is null && id is null && birth is null) return null;
        var quote = string.Join("; ", new[] { name?.Text, birth is null ? null : $"born {birth}", id }.OfType<string>());
        return new()
        {
            Name = name,
            BirthDate = birth,
            Sex = data.Text(DicomTags.PatientSex)?.ToUpperInvariant() switch { "F" => Sex.Female, "M" => Sex.Male, "O" => Sex.Other, _ => null },
            Identifiers = [.. new[] { data }.Concat(data.Items(DicomTags.OtherPatientIds)).Select(Identifier).OfType<PatientIdentifier>()],
            Sources = [new(digest, new SourceSpan.ElementPath("(0010,0010)"), $"Patient: {quote}", ReadingMethod.Coded, 1)],
        };
    }

    private static PatientIdentifier? Identifier(DicomDataSet item) => item.Text(DicomTags.PatientId) is { } id ? new(id, item.Text(DicomTags.PatientIdIssuer)) : null;

    /// <summary>PN: up to three groups (alphabetic, ideographic, phonetic), each family^given^middle^prefix^suffix (PS3.5, section 6.2.1).</summary>
    public static PersonName? Name(string? text)
    {
        var group = text?.Split('=').FirstOrDefault(part => part.Trim(' ', '^').Length > 0);
        if (group is null) return null;
        var parts = group.Split('^').Select(part => part.Trim()).ToArray();
        var family = parts[0].Length > 0 ? parts[0] : null;
        var given = parts.Skip(1).Take(2).Where(part => part.Length > 0).ToList();
        var whole = string.Join(' ', [.. given, .. family is null ? Array.Empty<string>() : [family]]);
        return whole.Length == 0 ? null : new(whole, family, given.Count == 0 ? null : given);
    }
}
