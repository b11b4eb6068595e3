using System.Text;
using System.Text.Json;
using Parley.Hosting;

namespace Parley.Api.Tests.Host;

internal static class Requests
{
    public const string Send = "/api/message/send";

    public static Task<Answer> GetAsync(this ParleyHost host, string path, params (string Name, string Value)[] headers) =>
        host.AskAsync(HttpMethod.Get, path, null, headers);

    public static Task<Answer> PostAsync(this ParleyHost host, string path, object body, params (string Name, string Value)[] headers) =>
        host.AskAsync(HttpMethod.Post, path, Json(body as string ?? JsonSerializer.Serialize(body)), headers);

    public static async Task<Answer> AskAsync(
        this ParleyHost host, HttpMethod method, string path, HttpContent? content, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, host.At(path)) { Content = content };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await host.Client.SendAsync(request);
        return await Answer.OfAsync(response);
    }

    public static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");
}
