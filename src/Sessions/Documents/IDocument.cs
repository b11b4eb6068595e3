namespace Parley.Sessions.Documents;

/// <summary>A stored document. It says which format it is written in.</summary>
public interface IDocument
{
    int Version { get; }
}
