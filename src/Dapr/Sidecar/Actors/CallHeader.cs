using System.Runtime.Serialization;
using System.Text;
using System.Xml;
using Dapr.Actors;
using Dapr.Actors.Hosting;

namespace Dapr.Sidecar.Actors;

/// <summary>The header by which an application of the official SDK finds the method of a call. Ours finds it by the path.</summary>
/// <remarks>Source: the wire format of Dapr.Actors 1.18.</remarks>
internal static class CallHeader
{
    public const string Name = "X-DaprRequestHeader";

    // Its readers expect any type, named in the element.
    private static readonly DataContractSerializer Serializer = new(typeof(object), [typeof(CallHeaderData)]);

    public static string Write(string actorType, ActorId id, ActorMethod method)
    {
        var type = method.Method.DeclaringType!;
        var data = new CallHeaderData
        {
            MethodId = WireId.Of(type.Name + type.Namespace + method.Name),
            InterfaceId = WireId.Of(type.Namespace + type.Name),
            ActorId = new CallActorId { Id = id.GetId() },
            CallContext = Guid.NewGuid().ToString(),
            MethodName = method.Name,
            ActorType = actorType,
        };
        using var stream = new MemoryStream();
        using (var writer = XmlDictionaryWriter.CreateTextWriter(stream, new UTF8Encoding(false), ownsStream: false))
        {
            Serializer.WriteObject(writer, data);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
