using Dapr.Actors;
using Parley.Sessions.Messages;

namespace Parley.Sessions;

public interface ISessionActor : IActor
{
    Task<AppendResult> AppendAsync(AppendCommand command);

    /// <returns>False when there is no such open reply.</returns>
    Task<bool> CloseReplyAsync(CloseReplyCommand command);

    /// <returns>The message as it is now; null when there is none.</returns>
    Task<Message?> EditAsync(EditCommand command);
}
