using Parley.Sessions.Catalog;
using Parley.Sessions.Messages;
using Parley.Sessions.Replies;

namespace Parley.Sessions.Tests;

/// <summary>What a session must be, kept in the plainest way.</summary>
public sealed class SessionModel(string id, SessionOptions options)
{
    private DateTimeOffset? latestStaffMessage;
    private int unanswered;
    private long seenByHuman;

    public string Id => id;

    public List<Message> Messages { get; } = [];

    public List<ReplyRecord> Replies { get; } = [];

    public Dictionary<string, Message> ByCommand { get; } = [];

    /// <summary>The commands in the order in which they took effect.</summary>
    public List<AppendCommand> Commands { get; } = [];

    /// <summary>The same among the changes of other kinds, which are null: the actor remembers the latest of all of them.</summary>
    public List<AppendCommand?> Slots { get; } = [];

    /// <summary>What the catalog must be told, in order.</summary>
    public List<(EntryKind Kind, long Number, int MessageVersion)> Entries { get; } = [];

    /// <summary>The sequences of the messages whose satisfaction is still owed.</summary>
    public List<long> Unjudged { get; } = [];

    public SessionStatus Status { get; private set; }

    public List<string> Tags { get; private set; } = [];

    public bool NeedsHuman { get; private set; }

    public IEnumerable<ReplyRecord> Open => Replies.Where(record => record.Status == ReplyStatus.Open && !IsDeleted(record.Sequence));

    public IEnumerable<Message> Present => Messages.Where(message => message.DeletedAt is null);

    public IEnumerable<ReplyRecord> PresentReplies => Replies.Where(record => !IsDeleted(record.Sequence));

    public IEnumerable<Message> Shown => Present.Where(message => message.ReplyTo is null);

    public bool IsFull => Open.Count() >= options.MaxDebts || Unjudged.Count >= options.MaxDebts;

    public bool IsArchived => Status == SessionStatus.Archived;

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
            Record = command.Message.OwedReply ? Replies.Count + 1 : null,
            HumanIntervened = command.Message.Sender.Role == SenderRole.Staff,
            Confidence = command.Message.Confidence,
            Metadata = command.Message.Metadata,
        };
        Messages.Add(message);
        Commands.Add(command);
        Slots.Add(command);
        ByCommand[command.Id] = message;
        if (answered is not null)
        {
            Answer(answered, message, now);
            Change(Messages[(int)answered.Sequence - 1], now);
            return message;
        }

        Status = SessionStatus.Active;
        Entries.Add((EntryKind.Message, number, 1));
        if (message.Sender.Role == SenderRole.User)
        {
            unanswered++;
        }
        else if (message.Sender.Role == SenderRole.Staff)
        {
            Intervene(message, now);
        }

        if (message.Sender.Role == SenderRole.User && (unanswered >= 3 || message.Content.Contains("投诉", StringComparison.Ordinal)))
        {
            CallHuman(message);
        }

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
            if (silent)
            {
                Entries.Add((EntryKind.Unanswered, 0, 0));
            }
        }

        if (message.Sender.Role == SenderRole.User)
        {
            Unjudged.Add(message.Sequence);
        }

        return message;
    }

    public bool Close(long sequence, ReplyStatus status, DateTimeOffset now, long? replyNumber = null)
    {
        var position = Replies.FindIndex(record => record.Sequence == sequence && record.Status == ReplyStatus.Open);
        if (position < 0 || IsDeleted(sequence))
        {
            return false;
        }

        Replies[position] = Replies[position] with { Status = status, ClosedAt = now, ReplyNumber = replyNumber };
        if (status != ReplyStatus.Replied)
        {
            Entries.Add((EntryKind.Unanswered, 0, 0));
        }

        return true;
    }

    public EditStatus Edit(EditCommand command, long? replyNumber, DateTimeOffset now)
    {
        if (FindOwn(command.Sequence) is not { } message)
        {
            return EditStatus.NotFound;
        }

        if (command.Fields.HasFlag(EditedFields.AiResponse))
        {
            SetReply(message, command.AiResponse, replyNumber, now);
            message = Messages[(int)message.Sequence - 1];
        }

        Slots.Add(null);
        var scored = command.Fields.HasFlag(EditedFields.SatisfactionScore);
        Put(message with
        {
            AnsweredAt = command.Fields.HasFlag(EditedFields.AiResponseTime) ? command.AiResponseTime : message.AnsweredAt,
            Confidence = command.Fields.HasFlag(EditedFields.Confidence) ? command.Confidence : message.Confidence,
            HumanIntervened = command.Fields.HasFlag(EditedFields.HumanIntervened) ? command.HumanIntervened : message.HumanIntervened,
            Metadata = command.Fields.HasFlag(EditedFields.Metadata) ? command.Metadata : message.Metadata,
            Satisfaction = scored ? new Satisfaction(command.SatisfactionScore, SatisfactionSource.Set) : message.Satisfaction,
        });
        Change(Messages[(int)command.Sequence - 1], now);
        CallHumanForLowScore(message, scored ? command.SatisfactionScore : null);
        return EditStatus.Edited;
    }

    public DeleteStatus Delete(long sequence, DateTimeOffset now)
    {
        if (FindOwn(sequence) is not { } message)
        {
            return DeleteStatus.NotFound;
        }

        Slots.Add(null);
        Unjudged.Remove(sequence);
        Change(message with { DeletedAt = now }, now);
        if (message.Answer is { } answer)
        {
            Change(Messages[(int)answer.Sequence - 1] with { DeletedAt = now }, now);
        }

        return DeleteStatus.Deleted;
    }

    public bool Judge(JudgeCommand command, DateTimeOffset now)
    {
        if (!Unjudged.Remove(command.Sequence))
        {
            return false;
        }

        var message = Messages[(int)command.Sequence - 1];
        if (command.Judgement is not null && message.Satisfaction?.Source != SatisfactionSource.Set)
        {
            Change(message with { Satisfaction = command.Judgement }, now);
            CallHumanForLowScore(message, command.Judgement.Score);
        }

        return true;
    }

    public void Update(UpdateCommand command)
    {
        Slots.Add(null);
        Tags = command.Tags?.ToList() ?? Tags;
        Status = command.Status ?? Status;
        if (Status != SessionStatus.Active)
        {
            DismissCall();
        }

        Entries.Add((EntryKind.Session, 0, 0));
    }

    public (long Count, long Sum, int? Latest)? Tally()
    {
        var scored = Shown.Where(message => message.Satisfaction?.Score is not null).ToList();
        return scored.Count == 0 ? null
            : (scored.Count, scored.Sum(message => message.Satisfaction!.Score!.Value), scored[^1].Satisfaction!.Score);
    }

    private void SetReply(Message message, string? text, long? replyNumber, DateTimeOffset now)
    {
        switch (text, message.Answer)
        {
            case (null, { } answer):
                Change(Messages[(int)answer.Sequence - 1] with { DeletedAt = now }, now);
                Put(message with { Answer = null, AnsweredAt = null });
                var record = Replies.FindIndex(record => record.Sequence == message.Sequence);
                if (record >= 0)
                {
                    Replies[record] = Replies[record] with { ReplyNumber = null };
                }

                break;
            case ({ } content, { } answer):
                Change(Messages[(int)answer.Sequence - 1] with { Content = content }, now);
                break;
            case ({ } content, null):
                var reply = new Message
                {
                    Number = replyNumber!.Value,
                    Sequence = Messages.Count + 1,
                    Sender = Sender.Ai,
                    Content = content,
                    CreatedAt = now,
                    ReplyTo = new MessageReference(message.Sequence, message.Number, message.CreatedAt),
                };
                Messages.Add(reply);
                Answer(message, reply, now);
                break;
        }
    }

    private void Answer(Message answered, Message reply, DateTimeOffset now)
    {
        unanswered = 0;
        Close(answered.Sequence, ReplyStatus.Replied, now, reply.Number);
        Put(answered with
        {
            Answer = new MessageReference(reply.Sequence, reply.Number, reply.CreatedAt),
            AnsweredAt = now,
            Confidence = reply.Confidence ?? answered.Confidence,
        });
    }

    private void Intervene(Message message, DateTimeOffset now)
    {
        var began = !(now - latestStaffMessage < options.ResumeAfter);
        unanswered = 0;
        DismissCall();
        latestStaffMessage = message.Content.Contains("[恢复回复]", StringComparison.Ordinal) ? null : now;
        if (began && latestStaffMessage is not null)
        {
            Entries.Add((EntryKind.Intervention, 0, 0));
        }

        if (message.Content.Contains("[已解决]", StringComparison.Ordinal))
        {
            Status = SessionStatus.Closed;
        }
    }

    private void CallHumanForLowScore(Message message, int? score)
    {
        if (score <= 2 && message.Sender.Role == SenderRole.User)
        {
            CallHuman(message);
        }
    }

    private void CallHuman(Message message)
    {
        if (!NeedsHuman && message.Sequence > seenByHuman)
        {
            NeedsHuman = true;
            Tags = Tags.Contains("needs-human") ? Tags : [.. Tags, "needs-human"];
            Entries.Add((EntryKind.InterventionNeeded, message.Number, 0));
        }
    }

    private void DismissCall()
    {
        NeedsHuman = false;
        seenByHuman = Messages.Count;
        Tags.Remove("needs-human");
    }

    private Message? FindOwn(long sequence) =>
        sequence <= Messages.Count && Messages[(int)sequence - 1] is { ReplyTo: null, DeletedAt: null } message ? message : null;

    private bool IsDeleted(long sequence) => Messages[(int)sequence - 1].DeletedAt is not null;

    private void Change(Message message, DateTimeOffset now)
    {
        Put(message with { Changes = message.Changes + 1, UpdatedAt = now });
        if (message.ReplyTo is null)
        {
            Entries.Add((EntryKind.Message, message.Number, message.Changes + 2));
        }
    }

    private void Put(Message message)
    {
        Messages[(int)message.Sequence - 1] = message;
        foreach (var (id, _) in ByCommand.Where(entry => entry.Value.Sequence == message.Sequence).ToList())
        {
            ByCommand[id] = message;
        }
    }
}
