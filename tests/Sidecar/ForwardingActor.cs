using System.Net.Http.Headers;
using System.Net.Http.Json;
using Dapr.Actors.Runtime;

namespace Parley.Sidecar;

/// <summary>An actor of the application, as its sidecar sees it: turns, idleness and reminders here, the object there.</summary>
internal sealed class ForwardingActor(ActorHost host, AppChannel app) : Actor(host), IRemindable
{
    private string Path => $"actors/{Host.ActorTypeInfo.ActorTypeName}/{Uri.EscapeDataString(Id.GetId())}";

    public async Task<AppAnswer> CallAsync(string method, IReadOnlyList<KeyValuePair<string, string>> headers, byte[] body, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, new Uri($"{Path}/method/{method}", UriKind.Relative)) { Content = new ByteArrayContent(body) };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using var response = await app.SendAsync(request, cancellation);
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
        using var response = await app.SendAsync(request);
        response.EnsureSuccessStatusCode();
    }

    protected override async Task OnDeactivateAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, new Uri(Path, UriKind.Relative));
        using var response = await app.SendAsync(request);
        response.EnsureSuccessStatusCode();
    }
}
