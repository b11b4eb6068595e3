using Dapr.Actors;

namespace Parley.Sessions.Numbers;

public interface ISequenceActor : IActor
{
    /// <summary>A block for each request. A repeated call wastes its blocks and harms nothing: numbers may have gaps.</summary>
    Task<NumberBlock[]> TakeAsync(NumberRequest[] requests);

    /// <summary>The highest number that was given to any session; proves on the way that actors and their store answer.</summary>
    Task<long> LastAsync();
}
