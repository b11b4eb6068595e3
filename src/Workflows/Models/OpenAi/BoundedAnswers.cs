namespace Parley.Workflows.Models.OpenAi;

/// <summary>Bounds what is read of every answer, before any of it is kept.</summary>
internal sealed class BoundedAnswers(HttpMessageHandler inner, int limit) : DelegatingHandler(inner)
{
    public static readonly HttpRequestOptionsKey<bool> Streamed = new("streamed");

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        var content = response.Content;
        var perEvent = response.IsSuccessStatusCode && request.Options.TryGetValue(Streamed, out var streamed) && streamed;
        var bounded = new StreamContent(new BoundedStream(await content.ReadAsStreamAsync(cancellationToken), limit, perEvent));
        foreach (var (name, values) in content.Headers.NonValidated)
        {
            bounded.Headers.TryAddWithoutValidation(name, values);
        }

        response.Content = bounded;
        return response;
    }
}
