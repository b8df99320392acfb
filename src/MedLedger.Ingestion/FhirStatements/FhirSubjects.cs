using MedLedger.Formats.Fhir;

namespace MedLedger.Ingestion.FhirStatements;

/// <summary>Whom the resources of a document speak of. A statement about somebody else in the same bundle is left out, never merged.</summary>
internal sealed class FhirSubjects
{
    private readonly IReadOnlyList<FhirResource> _patients;
    private readonly FhirDocument _document;
    private readonly Lazy<HashSet<string>> _listed;

    private FhirSubjects(FhirDocument document, IReadOnlyList<FhirResource> patients, bool areSeveral)
    {
        _document = document;
        _patients = patients;
        AreSeveral = areSeveral;
        _listed = new(Listed);
    }

    /// <summary>The patient, where the document holds one.</summary>
    public FhirResource? Patient => _patients.Count > 0 ? _patients[0] : null;

    /// <summary>
    /// Two Patient resources that are not the same person by name and birth date, or by identifiers where they have neither, and no
    /// document that says which of them it is about; or, without any, references to more than one patient.
    /// </summary>
    public bool AreSeveral { get; }

    public static FhirSubjects Of(FhirDocument document)
    {
        var all = document.Resources.Where(resource => resource.Type == "Patient").ToList();
        if (all.Count == 0) return WithoutPatient(document);
        // A document is about its composition's subject (FHIR R4, Composition.subject); who else stands in it is somebody else.
        var subject = document.Resources.Where(resource => resource.Type == "Composition").Select(composition => document.Resolve(composition.Body["subject"], composition)).FirstOrDefault(found => found?.Type == "Patient");
        if (subject is null || all.Count < 2 || FhirPatient.Name(subject.Body.First("name")) is null)
            return new(document, all, all.Select(FhirPersons.Key).Distinct(StringComparer.OrdinalIgnoreCase).Count() > 1);
        return new(document, [subject, .. all.Where(other => other.Path != subject.Path && string.Equals(FhirPersons.Key(other), FhirPersons.Key(subject), StringComparison.OrdinalIgnoreCase))], areSeveral: false);
    }

    /// <summary>The resources about the document's patient, and how many are about another.</summary>
    public (IReadOnlyList<FhirResource> Ours, int Foreign) Split(IReadOnlyList<FhirResource> resources)
    {
        var ours = resources.Where(resource => !IsForeign(resource)).ToList();
        return (ours, resources.Count - ours.Count);
    }

    // Nobody introduces the patient: then all that is said must be said of one, by reference, inside the resource, or by number.
    private static FhirSubjects WithoutPatient(FhirDocument document)
    {
        var contained = document.Resources.Select(resource => FhirPersons.Contained(document, resource)).OfType<FhirResource>().ToList();
        var references = document.Resources.Select(FhirPersons.Reference).OfType<string>().Where(reference => !reference.StartsWith('#') && !FhirPersons.IsNoPatient(reference)).Distinct(StringComparer.Ordinal).Count();
        var numbers = document.Resources.Select(FhirPersons.Number).OfType<(string System, string Value)>().Distinct().GroupBy(number => number.System, StringComparer.Ordinal).Any(system => system.Count() > 1);
        var persons = contained.Skip(1).Any(other => FhirPersons.Contradict(contained[0], other));
        return new(document, contained.Count > 0 ? [contained[0]] : [], persons || numbers || references + Math.Min(1, contained.Count) > 1);
    }

    private bool IsForeign(FhirResource resource)
    {
        var reference = FhirPersons.Reference(resource);
        if (reference is not null && FhirPersons.IsNoPatient(reference)) return true;
        if (Patient is null) return false;
        if (reference is null) return FhirPersons.Number(resource) is { } number && _patients.All(patient => FhirPersons.HasOther(patient, number));
        if (reference.StartsWith('#')) return FhirPersons.Contained(_document, resource) is { } contained && _patients.All(patient => FhirPersons.Contradict(patient, contained));
        if (_document.Resolve(FhirPersons.Subject(resource), resource) is { } found) return found.Type == "Patient" && _patients.All(patient => patient.Path != found.Path);
        return LeadsNowhere(reference) && !(reference.StartsWith("urn:", StringComparison.Ordinal) && _listed.Value.Contains(resource.Path));
    }

    /// <summary>
    /// Only the document speaks for it: its own reference leads nowhere, as some exporters write them, and the composition about the patient
    /// lists it.
    /// </summary>
    public bool IsDoubtful(FhirResource resource) =>
        Patient is not null && FhirPersons.Reference(resource) is { } reference && reference.StartsWith("urn:", StringComparison.Ordinal)
        && _document.Resolve(FhirPersons.Subject(resource), resource) is null && LeadsNowhere(reference) && _listed.Value.Contains(resource.Path);

    // A reference that leads nowhere names the patient only by its id.
    private bool LeadsNowhere(string reference) =>
        (reference.StartsWith("Patient/", StringComparison.Ordinal) || reference.StartsWith("urn:", StringComparison.Ordinal))
        && !_patients.Any(patient => patient.Id is { } id && reference.Split('/', ':')[^1] == id);

    private HashSet<string> Listed()
    {
        var about = _document.Resources.Where(resource => resource.Type == "Composition" && _document.Resolve(FhirPersons.Subject(resource), resource) is { } subject && _patients.Any(patient => patient.Path == subject.Path));
        return about.SelectMany(composition => Entries(composition.Body, depth: 0).Select(entry => _document.Resolve(entry, composition)?.Path)).OfType<string>().ToHashSet(StringComparer.Ordinal);
    }

    private static IEnumerable<FhirElement> Entries(FhirElement around, int depth) =>
        depth > 8 ? [] : around.Items("section").SelectMany(section => section.Items("entry").Concat(Entries(section, depth + 1)));
}
