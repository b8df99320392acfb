using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;
using MedLedger.TestKit;

namespace MedLedger.Architecture.Tests;

/// <summary>What a rule may look at in one project: its references, packages and the foreign members its code names.</summary>
public sealed record ProjectFacts(string Name)
{
    public IReadOnlyList<string> Projects { get; init; } = [];

    public IReadOnlyList<string> Packages { get; init; } = [];

    /// <summary>Types and members of other assemblies, "System.IO.File" and "System.DateTime.get_UtcNow".</summary>
    public IReadOnlySet<string> Uses { get; init; } = new HashSet<string>();

    public static IReadOnlyList<ProjectFacts> All { get; } =
        [.. Directory.GetDirectories(Repository.Path("src"), "MedLedger.*").Order(StringComparer.Ordinal).Select(Load)];

    private static ProjectFacts Load(string folder)
    {
        var name = Path.GetFileName(folder);
        var project = XDocument.Load(Path.Combine(folder, name + ".csproj"));
        var assembly = project.Descendants("AssemblyName").FirstOrDefault()?.Value ?? name;
        return new ProjectFacts(name["MedLedger.".Length..])
        {
            Projects = [.. Included(project, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path)["MedLedger.".Length..])],
            Packages = [.. Included(project, "PackageReference")],
            Uses = UsesOf(Path.Combine(AppContext.BaseDirectory, assembly + ".dll")),
        };
    }

    private static IEnumerable<string> Included(XDocument project, string element) =>
        project.Descendants(element).Select(item => item.Attribute("Include")!.Value);

    private static HashSet<string> UsesOf(string dll)
    {
        using var file = new PEReader(File.OpenRead(dll));
        var metadata = file.GetMetadataReader();
        var uses = new HashSet<string>(StringComparer.Ordinal);
        foreach (var handle in metadata.TypeReferences) uses.Add(NameOf(metadata, handle));
        foreach (var handle in metadata.MemberReferences)
        {
            var member = metadata.GetMemberReference(handle);
            if (member.Parent.Kind == HandleKind.TypeReference)
                uses.Add(NameOf(metadata, (TypeReferenceHandle)member.Parent) + "." + metadata.GetString(member.Name));
        }

        return uses;
    }

    private static string NameOf(MetadataReader metadata, TypeReferenceHandle handle)
    {
        var type = metadata.GetTypeReference(handle);
        return metadata.GetString(type.Namespace) + "." + metadata.GetString(type.Name);
    }
}
