namespace MedLedger.Vault.Keys;

/// <summary>The key files are missing, damaged or open to others. The message says what to do and names no path or key.</summary>
public sealed class KeyRingException(string message) : Exception(message);
