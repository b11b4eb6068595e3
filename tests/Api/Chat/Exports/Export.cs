using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Parley.Api.Tests.Host;
using Parley.Hosting;
using Xunit;

namespace Parley.Api.Tests.Chat.Exports;

/// <summary>A whole export as a client got it.</summary>
internal sealed record Export(string ContentType, string? FileName, string Location, byte[] Bytes)
{
    public const string AllPath = "/api/conversations/export-all";

    public string Text => new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(Bytes);

    public string Sha256 => Convert.ToHexStringLower(SHA256.HashData(Bytes));

    public List<string[]> Rows => Rfc4180.Parse(Text);

    public List<JsonElement> Lines
    {
        get
        {
            Assert.EndsWith("}\n", Text, StringComparison.Ordinal);
            return [.. Text[..^1].Split('\n').Select(line => JsonSerializer.Deserialize<JsonElement>(line))];
        }
    }

    public static string PathOf(string id) => $"/api/conversations/{id}/export";

    public static async Task<Export> GetAsync(ParleyHost host, string path)
    {
        using var response = await BeginAsync(host, path);
        var content = response.Content.Headers;
        Assert.Equal("attachment", content.ContentDisposition?.DispositionType);
        return new Export(
            content.ContentType!.ToString(), content.ContentDisposition!.FileName?.Trim('"'), content.ContentLocation!.ToString(), await response.Content.ReadAsByteArrayAsync());
    }

    /// <summary>Its headers have come; its bytes are for whoever asked.</summary>
    public static async Task<HttpResponseMessage> BeginAsync(ParleyHost host, string path)
    {
        var response = await host.Client.GetAsync(host.At(path), HttpCompletionOption.ResponseHeadersRead);
        Assert.True(response.IsSuccessStatusCode, $"{path} answered {(int)response.StatusCode}.");
        return response;
    }

    public static async Task<JsonElement> SummaryAsync(ParleyHost host, string location)
    {
        var answer = await host.GetAsync($"{location}/summary");
        Assert.True(answer.Status == 200, $"200 was expected, not {answer.Status}: {answer.Text}");
        Assert.Equal(["status", "rows", "bytes", "sha256"], answer.Json.EnumerateObject().Select(member => member.Name));
        return answer.Json;
    }

    public static Task EndedAsync(ParleyHost host, string location, string status) => Eventually.TrueAsync(
        async () => (await SummaryAsync(host, location)).GetProperty("status").GetString() == status, $"{location} is {status}");
}
