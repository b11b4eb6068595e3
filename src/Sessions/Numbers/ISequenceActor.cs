using Dapr.Actors;

namespace Parley.Sessions.Numbers;

public interface ISequenceActor : IActor
{
    /// <summary>A block for each request. A repeated call wastes its blocks and harms nothing: numbers may have gaps.</summary>
    Task<NumberBlock[]> TakeAsync(NumberRequest[] requests);
}
