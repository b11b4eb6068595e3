using System.Text.Json;
using Parley.Api.Contracts;
using Parley.Api.InfoCenter.Messages;
using Parley.Sessions;
using Parley.Sessions.Messages;

namespace Parley.Api.InfoCenter.Sessions;

/// <summary>Sessions as this contract shows them.</summary>
internal static class SessionViews
{
    public static Task<InfoSession[]> ShowAsync(this SessionReader sessions, IReadOnlyList<SessionHead> heads, CancellationToken cancellation) =>
        Task.WhenAll(heads.Select(head => sessions.ShowAsync(head, cancellation)));

    public static async Task<InfoSession> ShowAsync(this SessionReader sessions, SessionHead head, CancellationToken cancellation)
    {
        var latest = head.LastShown == 0 ? [] : await sessions.ReadMessagesAsync(head, head.LastShown, head.LastShown, cancellation);
        return new InfoSession(
            head.Id,
            head.RobotId,
            head.User?.Id,
            head.User?.Name ?? head.User?.Id,
            head.User?.Avatar,
            Words.SessionStatuses.Of(head.Status),
            head.Tags ?? [],
            head.Shown,
            latest is [{ DeletedAt: null } message] ? Of(message) : null,
            InfoTime.Of(head.LastActivityAt),
            MetadataOf(head),
            InfoTime.Of(head.CreatedAt),
            InfoTime.Of(head.UpdatedAt < head.LastActivityAt ? head.LastActivityAt : head.UpdatedAt),
            head.Channel);
    }

    private static InfoLastMessage Of(Message message) => new(
        MessageViews.IdOf(message.Number), message.Content, message.Sender.Name ?? message.Sender.Id, InfoTime.Of(message.CreatedAt));

    /// <summary>What was stored, and what the service knows: who has taken over, and how satisfied the user is.</summary>
    private static JsonElement MetadataOf(SessionHead head)
    {
        var stored = head.Metadata ?? BodyReader.EmptyObject;
        return head is { Intervention: null, Satisfaction: null } ? stored : PlainJson.Write(writer =>
        {
            writer.WriteStartObject();
            foreach (var member in stored.EnumerateObject())
            {
                var known = member.Name switch { "intervention" => head.Intervention is not null, "satisfaction" => head.Satisfaction is not null, _ => false };
                if (!known)
                {
                    member.WriteTo(writer);
                }
            }

            Write(writer, head.Intervention);
            Write(writer, head.Satisfaction);
            writer.WriteEndObject();
        });
    }

    private static void Write(Utf8JsonWriter writer, Intervention? intervention)
    {
        if (intervention is not null)
        {
            writer.WriteStartObject("intervention");
            writer.WriteString("by", intervention.By);
            writer.WriteString("since", InfoTime.Of(intervention.Since));
            writer.WriteString("reason", intervention.Reason);
            writer.WriteEndObject();
        }
    }

    private static void Write(Utf8JsonWriter writer, SatisfactionTally? tally)
    {
        if (tally is { Latest: { } latest })
        {
            writer.WriteStartObject("satisfaction");
            writer.WriteNumber("latest", latest);
            writer.WriteNumber("mean", Mean.Of(tally.Sum, tally.Count));
            writer.WriteNumber("count", tally.Count);
            writer.WriteEndObject();
        }
    }
}
