using System.Net.Http.Headers;
using System.Net.Http.Json;
using Dapr.Actors.Runtime;

namespace Parley.Sidecar;

/// <summary>An actor of the application, as its sidecar sees it: turns, idleness and reminders here, the object there, on the replica
/// that it is placed on.</summary>
internal sealed class ForwardingActor(ActorHost host, Placement placement) : Actor(host), IRemindable
{
    private AppReplica? holder;

    public string Type => Host.ActorTypeInfo.ActorTypeName;

    private string Path => $"actors/{Type}/{Uri.EscapeDataString(Id.GetId())}";

    public async Task<AppAnswer> CallAsync(string method, IReadOnlyList<KeyValuePair<string, string>> headers, byte[] body, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, new Uri($"{Path}/method/{method}", UriKind.Relative)) { Content = new ByteArrayContent(body) };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using var response = await SendAsync(request, cancellation);
        return new AppAnswer(
            (int)response.StatusCode,
            [.. response.Headers.Select(header => KeyValuePair.Create(header.Key, string.Join(',', header.Value)))],
            await response.Content.ReadAsByteArrayAsync(cancellation));
    }

    public async Task ReceiveReminderAsync(string reminderName, byte[] state, TimeSpan dueTime, TimeSpan period)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, new Uri($"{Path}/method/remind/{Uri.EscapeDataString(reminderName)}", UriKind.Relative))
        {
            Content = JsonContent.Create(new { data = Convert.ToBase64String(state), dueTime = "", period = "" }),
        };
        using var response = await SendAsync(request, CancellationToken.None);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Lets go of the object when it belongs elsewhere.</summary>
    public async Task MoveAsync()
    {
        if (holder is { } left && left != placement.HolderOf(Type, Id.GetId()))
        {
            holder = null;
            try
            {
                using var request = new HttpRequestMessage(HttpMethod.Delete, new Uri(Path, UriKind.Relative));
                using var response = await left.Channel.SendAsync(request);
            }
            catch (HttpRequestException)
            {
                // It went with its process.
            }
        }
    }

    protected override Task OnActivateAsync()
    {
        placement.Enter(this);
        return Task.CompletedTask;
    }

    protected override async Task OnDeactivateAsync()
    {
        placement.Leave(this);
        if (holder is { } left)
        {
            using var request = new HttpRequestMessage(HttpMethod.Delete, new Uri(Path, UriKind.Relative));
            using var response = await left.Channel.SendAsync(request);
            response.EnsureSuccessStatusCode();
        }
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        await MoveAsync();
        holder = await placement.FindAsync(Type, Id.GetId(), cancellation);
        return await holder.Channel.SendAsync(request, cancellation);
    }
}
