namespace MedLedger.Server.Doors;

/// <summary>The names of the doors, as arrivals carry them.</summary>
internal static class DoorNames
{
    public const string Mllp = "mllp";
    public const string Http = "http";
    public const string Folder = "folder";
    public const string Orthanc = "orthanc";

    /// <summary>A person who moved a document from one patient to another.</summary>
    public const string Person = "person";
}
