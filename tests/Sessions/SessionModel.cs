using Parley.Sessions.Messages;
using Parley.Sessions.Replies;

namespace Parley.Sessions.Tests;

/// <summary>What a session must be, kept in the plainest way.</summary>
public sealed class SessionModel(string id, SessionOptions options)
{
    private DateTimeOffset? latestStaffMessage;

    public string Id => id;

    public List<Message> Messages { get; } = [];

    public List<ReplyRecord> Replies { get; } = [];

    public Dictionary<string, Message> ByCommand { get; } = [];

    /// <summary>The commands in the order in which they took effect.</summary>
    public List<AppendCommand> Commands { get; } = [];

    public IEnumerable<ReplyRecord> Open => Replies.Where(record => record.Status == ReplyStatus.Open);

    public bool IsFull => Open.Count() >= options.MaxDebts;

    /// <summary>What the command makes now. Its number is the session's to choose.</summary>
    public Message Append(AppendCommand command, long number, DateTimeOffset now)
    {
        var answered = command.Answers is { } sequence ? Messages[(int)sequence - 1] : null;
        var message = new Message
        {
            Number = number,
            Sequence = Messages.Count + 1,
            Sender = command.Message.Sender,
            Content = command.Message.Content,
            CreatedAt = now,
            ReplyTo = answered is null ? null : new MessageReference(answered.Sequence, answered.Number, answered.CreatedAt),
            CommandId = command.ClaimedAt is null ? null : command.Id,
            Metadata = command.Message.Metadata,
        };
        Messages.Add(message);
        Commands.Add(command);
        ByCommand[command.Id] = message;
        if (answered is not null)
        {
            Close(answered.Sequence, ReplyStatus.Replied, now, number);
        }

        latestStaffMessage = message.Sender.Role == SenderRole.Staff ? now : latestStaffMessage;
        if (command.Message.OwedReply)
        {
            var silent = now - latestStaffMessage < options.ResumeAfter;
            Replies.Add(new ReplyRecord
            {
                Number = number,
                Sequence = message.Sequence,
                CreatedAt = now,
                Status = silent ? ReplyStatus.InHumanHands : ReplyStatus.Open,
                ClosedAt = silent ? now : null,
            });
        }

        return message;
    }

    public bool Close(long sequence, ReplyStatus status, DateTimeOffset now, long? replyNumber = null)
    {
        var position = Replies.FindIndex(record => record.Sequence == sequence && record.Status == ReplyStatus.Open);
        if (position < 0)
        {
            return false;
        }

        Replies[position] = Replies[position] with { Status = status, ClosedAt = now, ReplyNumber = replyNumber };
        return true;
    }

    public Message? Edit(EditCommand command, DateTimeOffset now)
    {
        if (command.Sequence > Messages.Count)
        {
            return null;
        }

        var message = Messages[(int)command.Sequence - 1];
        message = message with
        {
            UpdatedAt = now,
            Confidence = command.Fields.HasFlag(EditedFields.Confidence) ? command.Confidence : message.Confidence,
            HumanIntervened = command.Fields.HasFlag(EditedFields.HumanIntervened) ? command.HumanIntervened : message.HumanIntervened,
            Metadata = command.Fields.HasFlag(EditedFields.Metadata) ? command.Metadata : message.Metadata,
        };
        foreach (var (id, known) in ByCommand.Where(entry => entry.Value.Sequence == command.Sequence).ToList())
        {
            ByCommand[id] = message;
        }

        return Messages[(int)command.Sequence - 1] = message;
    }
}
