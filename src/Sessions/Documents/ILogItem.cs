namespace Parley.Sessions.Documents;

public interface ILogItem
{
    /// <summary>About how many bytes the item takes in a document.</summary>
    int Weight { get; }
}
