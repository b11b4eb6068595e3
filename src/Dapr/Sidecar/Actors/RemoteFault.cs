using System.Runtime.Serialization;
using System.Text;
using System.Xml;
using Dapr.Actors;
using Dapr.Actors.Hosting;

namespace Dapr.Sidecar.Actors;

/// <summary>What an actor's method threw, between processes: its type and message in the body, and a header that says so.</summary>
/// <remarks>Source: the wire format of Dapr.Actors 1.18.</remarks>
internal static class RemoteFault
{
    public const string HeaderName = "X-DaprErrorResponseHeader";

    private static readonly DataContractSerializer Headers = new(typeof(object), [typeof(RemoteFaultHeaders)]);
    private static readonly DataContractSerializer Data = new(typeof(RemoteFaultData));

    public static string WriteHeader(ActorMethodInvocationException fault)
    {
        var headers = new RemoteFaultHeaders
        {
            Headers = { ["HasRemoteException"] = [], ["RemoteMethodException"] = Encoding.UTF8.GetBytes(fault.Message) },
        };
        return Encoding.UTF8.GetString(Write(
            stream => XmlDictionaryWriter.CreateTextWriter(stream, new UTF8Encoding(false), ownsStream: false), Headers, headers));
    }

    public static byte[] WriteBody(ActorInvokeException fault) => Write(
        stream => XmlDictionaryWriter.CreateBinaryWriter(stream, null, null, ownsStream: false),
        Data,
        new RemoteFaultData { Type = fault.ActualExceptionType, Message = fault.Message });

    public static DaprApiException Read(ActorMethod method, byte[] body)
    {
        try
        {
            using var reader = XmlDictionaryReader.CreateBinaryReader(body, XmlDictionaryReaderQuotas.Max);
            var data = (RemoteFaultData)Data.ReadObject(reader)!;
            return new ActorMethodInvocationException(
                $"Actor method {method.Name} threw {data.Type}: {data.Message}", new ActorInvokeException(data.Type, data.Message), false);
        }
        catch (Exception exception) when (exception is XmlException or SerializationException)
        {
            return new DaprApiException(
                $"Actor method {method.Name} failed, and what it threw cannot be read.", exception, "ERR_ACTOR_INVOKE_METHOD", isTransient: false);
        }
    }

    private static byte[] Write(Func<Stream, XmlDictionaryWriter> open, DataContractSerializer serializer, object data)
    {
        using var stream = new MemoryStream();
        using (var writer = open(stream))
        {
            serializer.WriteObject(writer, data);
        }

        return stream.ToArray();
    }
}
