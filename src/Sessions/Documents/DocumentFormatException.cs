namespace Parley.Sessions.Documents;

/// <summary>A document cannot be used by this release.</summary>
public sealed class DocumentFormatException(string message) : Exception(message);
