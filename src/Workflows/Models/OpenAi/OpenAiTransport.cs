using System.ClientModel.Primitives;

namespace Parley.Workflows.Models.OpenAi;

/// <summary>Tells the handlers below whether an answer is kept whole or read as it comes, and sends no key where there is none.</summary>
internal sealed class OpenAiTransport(HttpClient client, bool hasKey) : HttpClientPipelineTransport(client)
{
    protected override void OnSendingRequest(PipelineMessage message, HttpRequestMessage httpRequest)
    {
        httpRequest.Options.Set(BoundedAnswers.Streamed, !message.BufferResponse);
        if (!hasKey)
        {
            httpRequest.Headers.Authorization = null;
        }
    }
}
