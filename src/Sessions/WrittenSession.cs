using Parley.Sessions.Catalog;
using Parley.Sessions.Chats;
using Parley.Sessions.Messages;

namespace Parley.Sessions;

/// <summary>A session, wherever it is; what clients write to it is noted.</summary>
internal sealed class WrittenSession(ISessionActor session, string id, WrittenElsewhere elsewhere) : ISessionActor
{
    public Task<CreateStatus> CreateAsync(CreateCommand command) => NoteAsync(session.CreateAsync(command));

    public Task<bool> DeleteAsync(DeleteSessionCommand command) => NoteAsync(session.DeleteAsync(command));

    public async Task ExpireAsync()
    {
        await session.ExpireAsync();
        elsewhere.Note(id);
    }

    public Task<BeginTurnResult> BeginTurnAsync(BeginTurnCommand command) => session.BeginTurnAsync(command);

    public Task<EndTurnResult> EndTurnAsync(EndTurnCommand command) => session.EndTurnAsync(command);

    public Task<AppendResult> AppendAsync(AppendCommand command) => NoteAsync(session.AppendAsync(command));

    public Task<bool> CloseReplyAsync(CloseReplyCommand command) => session.CloseReplyAsync(command);

    public Task<EditResult> EditAsync(EditCommand command) => NoteAsync(session.EditAsync(command));

    public Task<DeleteStatus> DeleteMessageAsync(DeleteCommand command) => NoteAsync(session.DeleteMessageAsync(command));

    public Task<UpdateStatus> UpdateAsync(UpdateCommand command) => NoteAsync(session.UpdateAsync(command));

    public Task<bool> JudgeAsync(JudgeCommand command) => session.JudgeAsync(command);

    public Task SettleAsync(long version) => session.SettleAsync(version);

    public Task<SessionUpdate?> ReadOwedAsync(long fromVersion) => session.ReadOwedAsync(fromVersion);

    public Task WakeAsync() => session.WakeAsync();

    private async Task<TResult> NoteAsync<TResult>(Task<TResult> write)
    {
        var result = await write;
        elsewhere.Note(id);
        return result;
    }
}
