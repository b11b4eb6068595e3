using System.Runtime.Serialization;
using System.Text;
using System.Xml.Linq;
using Dapr.Actors;
using Dapr.Actors.Hosting;
using Dapr.Sidecar.Actors;
using Parley.Conformance.Actors;
using Xunit;

namespace Parley.Conformance.Sidecar;

/// <summary>The bytes by which ours and an application of the official SDK understand each other.</summary>
public sealed class WireTests
{
    private static readonly ActorMethod Fail = ActorMethod.Of(typeof(IProbeActor).GetMethod(nameof(IProbeActor.Fail))!);

    private interface IHeader;

    [Fact]
    public void Ids_are_the_low_half_of_the_checksum() =>
        Assert.Equal(unchecked((int)0xF1A4F00A), WireId.Of("123456789"));

    [Fact]
    public void A_calls_header_has_its_elements_in_the_SDKs_order_and_one_line()
    {
        var header = CallHeader.Write("ProbeActor", new ActorId("a"), Fail);

        var root = XElement.Parse(header);
        Assert.DoesNotContain('\n', header);
        Assert.Equal(
            ["MethodId", "InterfaceId", "ActorId", "CallContext", "Headers", "MethodName", "ActorType"],
            root.Elements().Select(element => element.Name.LocalName));
        Assert.All(root.Elements(), element => Assert.Equal("urn:actors", element.Name.NamespaceName));
        Assert.Equal($"{WireId.Of("IProbeActorParley.Conformance.ActorsFail")}", root.Elements().First().Value);
        Assert.Equal($"{WireId.Of("Parley.Conformance.ActorsIProbeActor")}", root.Elements().ElementAt(1).Value);
    }

    [Fact]
    public void A_header_has_the_root_that_a_serializer_of_an_interface_gives_it()
    {
        using var stream = new MemoryStream();
        new DataContractSerializer(typeof(IHeader), [typeof(Sample)]).WriteObject(stream, new Sample());

        Assert.Equal(
            XElement.Parse(Encoding.UTF8.GetString(stream.ToArray())).Name,
            XElement.Parse(CallHeader.Write("ProbeActor", new ActorId("a"), Fail)).Name);
    }

    [Fact]
    public void What_a_method_threw_comes_back_by_type_and_message()
    {
        var body = RemoteFault.WriteBody(new ActorInvokeException("Some.Type", "says ‘no’"));

        var inner = Assert.IsType<ActorInvokeException>(RemoteFault.Read(Fail, body).InnerException);
        Assert.Equal(("Some.Type", "says ‘no’"), (inner.ActualExceptionType, inner.Message));
    }

    [Fact]
    public void A_fault_that_cannot_be_read_is_an_outage() =>
        Assert.Equal("ERR_ACTOR_INVOKE_METHOD", RemoteFault.Read(Fail, "nonsense"u8.ToArray()).ErrorCode);

    [DataContract]
    private sealed class Sample : IHeader;
}
