using MedLedger.Formats.Fhir;

namespace MedLedger.Ingestion.FhirStatements;

/// <summary>Whom the resources of a document speak of. A statement about somebody else in the same bundle is left out, never merged.</summary>
internal sealed class FhirSubjects
{
    private readonly IReadOnlyList<FhirResource> _patients;
    private readonly FhirDocument _document;

    private FhirSubjects(FhirDocument document, IReadOnlyList<FhirResource> patients)
    {
        _document = document;
        _patients = patients;
    }

    /// <summary>The patient, where the document holds one.</summary>
    public FhirResource? Patient => _patients.Count > 0 ? _patients[0] : null;

    /// <summary>
    /// Two Patient resources that are not the same person by name and birth date, or by identifiers where they have neither, and no
    /// document that says which of them it is about.
    /// </summary>
    public bool AreSeveral => _patients.Select(Person).Distinct(StringComparer.OrdinalIgnoreCase).Count() > 1;

    public static FhirSubjects Of(FhirDocument document)
    {
        var all = document.Resources.Where(resource => resource.Type == "Patient").ToList();
        // A document is about its composition's subject (FHIR R4, Composition.subject); who else stands in it is somebody else.
        var subject = document.Resources.Where(resource => resource.Type == "Composition").Select(composition => document.Resolve(composition.Body["subject"], composition)).FirstOrDefault(found => found?.Type == "Patient");
        if (subject is null || all.Count < 2 || FhirPatient.Name(subject.Body.First("name")) is null) return new(document, all);
        return new(document, [subject, .. all.Where(other => other.Path != subject.Path && string.Equals(Person(other), Person(subject), StringComparison.OrdinalIgnoreCase))]);
    }

    /// <summary>The resources about the document's patient, and how many are about another.</summary>
    public (IReadOnlyList<FhirResource> Ours, int Foreign) Split(IReadOnlyList<FhirResource> resources)
    {
        if (Patient is null) return SplitWithoutPatient(resources);
        var ours = resources.Where(resource => !IsForeign(resource)).ToList();
        return (ours, resources.Count - ours.Count);
    }

    // No Patient resource: the first subject named counts, because the caller only asserts one patient.
    private static (IReadOnlyList<FhirResource> Ours, int Foreign) SplitWithoutPatient(IReadOnlyList<FhirResource> resources)
    {
        var first = resources.Select(Subject).FirstOrDefault(subject => subject is not null);
        var ours = resources.Where(resource => Subject(resource) is not { } subject || string.Equals(subject, first, StringComparison.Ordinal)).ToList();
        return (ours, resources.Count - ours.Count);
    }

    private bool IsForeign(FhirResource resource)
    {
        if (Subject(resource) is not { } subject || subject.StartsWith('#')) return false;
        var element = resource.Body["subject"].Exists ? resource.Body["subject"] : resource.Body["patient"];
        if (_document.Resolve(element, resource) is { } found) return found.Type == "Patient" && _patients.All(patient => patient.Path != found.Path);
        // A reference that leads nowhere names the patient only by its id.
        return subject.Contains("Patient/", StringComparison.Ordinal)
            && !_patients.Any(patient => patient.Id is { } id && subject.Split("/_history/")[0].EndsWith("/" + id, StringComparison.Ordinal));
    }

    private static string? Subject(FhirResource resource) =>
        resource.Body["subject"].Text("reference") ?? resource.Body["patient"].Text("reference");

    // Nothing to compare is no agreement: a resource that says nothing of its person is only itself.
    private static string Person(FhirResource patient)
    {
        var (name, born) = (FhirPatient.Name(patient.Body.First("name"))?.Text, patient.Body.Text("birthDate"));
        if (name is not null || born is not null) return $"{name}|{born}";
        var numbers = patient.Body.Items("identifier").Where(item => item.Text("value") is not null).Select(item => $"{item.Text("system")}|{item.Text("value")}").Order(StringComparer.Ordinal).ToList();
        return numbers.Count > 0 ? $"#{string.Join('#', numbers)}" : $"@{patient.Path}";
    }
}
