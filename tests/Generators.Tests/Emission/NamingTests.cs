namespace TypedWs.Generators.Tests.Emission;

/// <summary>Whatever users may call and place their types, what is generated for them compiles, without a warning and without a word from the analyzer.</summary>
public sealed class NamingTests
{
    private const string Protocol = """
        [Protocol("p")] public partial class PProtocol;

        """;

    [Theory]
    [InlineData("[FromClient<PProtocol>] public sealed record @class(int @int, string @event, @enum @struct); public sealed record @enum(int @field, int @value);")]
    [InlineData("[FromClient<PProtocol>] public sealed record @record(int @await, int @async, int @var, int @dynamic, int @nameof, int @global);")]
    [InlineData("namespace @namespace.@class { [FromClient<PProtocol>] public sealed record Say(@Type X); public sealed record @Type(int Y); }")]
    [InlineData("public class Outer { public static class Inner { [FromClient<PProtocol>] public sealed record Say(Say.Part X) { public sealed record Part(int X); } } }")]
    [InlineData("namespace A { [FromClient<PProtocol>] public sealed record Say(Part X, B.Part Y); public sealed record Part(int X); } namespace B { public sealed record Part(string X); }")]
    [InlineData("namespace A { public enum Kind { X } } namespace B { public enum Kind { Y } } [FromClient<PProtocol>] public sealed record Say(A.Kind X, B.Kind Y, List<A.Kind> U, List<B.Kind> V);")]
    [InlineData("namespace System.Text { [FromClient<PProtocol>] public sealed record Say(int X); }")]
    [InlineData("namespace My.TypedWs.CompilerServices { public class Codecs; [FromClient<PProtocol>] public sealed record Say(int X); }")]
    [InlineData("namespace My { public class System; public class TypedWs; public class global; [FromClient<PProtocol>] public sealed record Say(int X); }")]
    [InlineData("[FromClient<PProtocol>] public sealed record String(string Text, Int32 Count); public sealed record Int32(int Value); public sealed record Task;")]
    [InlineData("[FromClient<PProtocol>] public sealed record Say(int Reader, int Writer, int Members, int Result, int Unknown, int Value, int value, int message, int options);")]
    [InlineData("[FromClient<PProtocol>] public sealed record Say(int CancellationToken, int Equals1, int _, int __, int Ä, int ß, int 名);")]
    [InlineData("[FromServer<PProtocol>] public sealed record Handler(int Session); [FromServer<PProtocol>] public sealed record Connected(int X); [FromServer<PProtocol>] public sealed record Descriptor(int X);")]
    [InlineData("[FromClient<PProtocol>] public sealed record Codec(CodecCodec X); public sealed record CodecCodec(PCodecs2 Y); public sealed record PCodecs2(int Z);")]
    [InlineData("[FromClient<PProtocol>] public sealed record Method(int X) : IReturns<PReply>; public sealed record PReply(int WriteJson, int ReadJson, int IsEmpty);")]
    [InlineData("[FromClient<PProtocol>] public record struct Point(int X, int Y); [FromClient<PProtocol>] public readonly record struct Fixed(int X); [FromServer<PProtocol>] public readonly struct Plain { public int X { get; init; } }")]
    [InlineData("[FromClient<PProtocol>] public sealed class Say { public int @field { get; set; } public int Set { get; init; } public int SetSet { get; init; } public int set_Set2 { get; init; } }")]
    [InlineData("[FromClient<PProtocol>] public sealed class Say { [JsonExtensionData] public System.Text.Json.Nodes.JsonObject? Unknown { get; init; } public int unknown { get; init; } public int Result { get; set; } }")]
    [InlineData("[FromClient<PProtocol>] public sealed record Say([property: JsonPropertyName(\"\\u2028\\\"\\n{}\")] int X, [property: MessagePack.IgnoreMember, JsonIgnore] int? Y = null);")]
    [InlineData("/// <summary>A &lt;b&gt; <see cref=\"Missing\"/> & more</summary>\n[FromClient<PProtocol>] public sealed record Say(int X);")]
    public void UnusualNames_Compile(string contracts) => GeneratorRun.Of("#pragma warning disable CS1570, CS1574, CS8981, CS1584, CS1658\n" + Protocol + contracts);

    [Theory]
    [InlineData("[Protocol(\"p\")] public partial class Protocol; [FromClient<Protocol>] public sealed record Say(int X);")]
    [InlineData("[Protocol(\"p\")] public partial class @class; [FromClient<@class>] public sealed record Say(int X);")]
    [InlineData("namespace @in.@out { [Protocol(\"p\")] public partial class XProtocol; [FromClient<XProtocol>] public sealed record Say(int X); }")]
    [InlineData("namespace A { [Protocol(\"a\")] public partial class XProtocol; [FromClient<XProtocol>] public sealed record Say(int X); } namespace B { [Protocol(\"b\")] public partial class XProtocol; [FromClient<XProtocol>] public sealed record Say(int X); }")]
    [InlineData("namespace TypedWs.Mine { [Protocol(\"p\")] public partial class ClientProtocol; [FromClient<ClientProtocol>] public sealed record Say(int X); }")]
    [InlineData("[Protocol(\"p\")] public partial class TypedWsProtocol; [FromServer<TypedWsProtocol>] public sealed record Say(int X);")]
    public void UnusualProtocols_Compile(string contracts) => GeneratorRun.Of("#pragma warning disable CS8981\n" + contracts);
}
