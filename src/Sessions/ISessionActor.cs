using Dapr.Actors;
using Parley.Sessions.Catalog;
using Parley.Sessions.Chats;
using Parley.Sessions.Messages;

namespace Parley.Sessions;

public interface ISessionActor : IActor
{
    Task<CreateStatus> CreateAsync(CreateCommand command);

    /// <returns>False when there is no such session.</returns>
    Task<bool> DeleteAsync(DeleteSessionCommand command);

    /// <summary>Deletes the session when it has outlived its lifetime.</summary>
    Task ExpireAsync();

    Task<BeginTurnResult> BeginTurnAsync(BeginTurnCommand command);

    Task<EndTurnResult> EndTurnAsync(EndTurnCommand command);

    Task<AppendResult> AppendAsync(AppendCommand command);

    /// <returns>False when there is no such open reply.</returns>
    Task<bool> CloseReplyAsync(CloseReplyCommand command);

    Task<EditResult> EditAsync(EditCommand command);

    Task<DeleteStatus> DeleteMessageAsync(DeleteCommand command);

    Task<UpdateStatus> UpdateAsync(UpdateCommand command);

    /// <summary>Pays a satisfaction debt; without a judgement it is given up.</summary>
    Task<bool> JudgeAsync(JudgeCommand command);

    /// <summary>The catalog has this session's entries up to this version. The next write persists it.</summary>
    Task SettleAsync(long version);

    /// <summary>Entries from this version on that the catalog may not have.</summary>
    Task<SessionUpdate?> ReadOwedAsync(long fromVersion);

    /// <summary>Offers what is unpaid to the payers of this replica.</summary>
    Task WakeAsync();
}
