using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace TypedWs.Generators.Tests.Diagnostics;

/// <summary>TWS1004–TWS1012: what is wrong with a message.</summary>
public sealed class MessageDiagnosticsTests
{
    private const string Protocol = """
        [Protocol("chat")] public partial class ChatProtocol;

        """;

    [Fact]
    public Task Protocol_Unmarked_IsReported() => AnalyzerRun.VerifyAsync(
        """
        public partial class ChatProtocol;
        [[|FromClient<ChatProtocol>|]] public sealed record Say(string Text);
        """,
        "TWS1004",
        "Message 'Say' names 'ChatProtocol', which is not marked; a message belongs to a class marked [Protocol] in its own assembly. "
        + "Mark 'ChatProtocol' [Protocol(\"…\")], or name another class.");

    [Fact]
    public async Task Protocol_OfAnotherAssembly_IsReported()
    {
        MetadataReference other = ContractCompilation.Create(Protocol).WithAssemblyName("Other").ToMetadataReference();
        CSharpCompilation compilation = ContractCompilation
            .Create("[FromServer<ChatProtocol>] public sealed record Said(string Text);")
            .AddReferences(other);

        Diagnostic diagnostic = Assert.Single(await AnalyzerRun.AnalyzeAsync(compilation));

        Assert.Equal("TWS1004", diagnostic.Id);
        Assert.Equal(
            "Message 'Said' names 'ChatProtocol', which is part of assembly 'Other'; "
            + "a message belongs to a class marked [Protocol] in its own assembly. "
            + "Declare the message there, or a protocol here.",
            diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public Task Protocol_Marked_IsNotReported()
        => AnalyzerRun.VerifyNothingAsync(Protocol, "[FromClient<ChatProtocol>] public sealed record Say(string Text);");

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("$/say", "begins with a reserved prefix (\"$/\" or \"rpc.\")")]
    [InlineData("rpc.say", "begins with a reserved prefix (\"$/\" or \"rpc.\")")]
    [InlineData("chat say", "contains white space, control characters, surrogates, quotes or backslashes")]
    public Task MessageName_MalformedOrReserved_IsReported(string name, string flaw) => AnalyzerRun.VerifyAsync(
        Protocol + $"[[|FromClient<ChatProtocol>(\"{name}\")|]] public sealed record Say(string Text);",
        "TWS1005",
        $"Message 'Say' has the name \"{name}\" on the wire, which {flaw}. Choose another, or leave it out for the default \"chat.say\".");

    [Theory]
    [InlineData("say")]
    [InlineData("rpcs/$.say")]
    [InlineData("grüßen<&>")]
    public Task MessageName_OfOnesOwn_IsNotReported(string name)
        => AnalyzerRun.VerifyNothingAsync(Protocol + $"[FromClient<ChatProtocol>(\"{name}\")] public sealed record Say(string Text);");

    [Fact]
    public Task WireName_OfTwoMessages_IsReported() => AnalyzerRun.VerifyAsync(
        Protocol + """
        [FromClient<ChatProtocol>("chat.say")] public sealed record [|Shout|](string Text);
        [FromServer<ChatProtocol>] public sealed record [|Say|](string Text);
        """,
        "TWS1006",
        "Messages 'Shout' and 'Say' of protocol 'ChatProtocol' both have the name \"chat.say\" on the wire; a receiver could not tell them apart. "
        + "Give one of them another name in its attribute.");

    [Fact]
    public Task WireName_OfMessagesOfTwoProtocols_IsNotReported() => AnalyzerRun.VerifyNothingAsync(Protocol + """
        [Protocol("talk")] public partial class TalkProtocol;
        [FromClient<ChatProtocol>("say")] public sealed record Shout(string Text);
        [FromClient<TalkProtocol>("say"), FromServer<TalkProtocol>("say")] public sealed record Say(string Text);
        """);

    [Fact]
    public Task Name_OfTwoTypes_IsReported() => AnalyzerRun.VerifyAsync(
        Protocol + """
        [FromClient<ChatProtocol>] public sealed record [|Say|](string Text);
        public static class Other { [FromClient<ChatProtocol>("other")] public sealed record [|Say|](string Text); }
        """,
        "TWS1007",
        "Messages 'Say' and 'Other.Say' of protocol 'ChatProtocol' would both generate 'ChatMethods.Say'. Rename one of the types.");

    [Fact]
    public Task Send_OfOneWayMessageAndRequest_IsReported() => AnalyzerRun.VerifyAsync(
        Protocol + """
        [FromClient<ChatProtocol>] public sealed record [|Say|](string Text);
        [FromClient<ChatProtocol>] public sealed record [|SendSay|](string Text) : IReturns;
        """,
        "TWS1007",
        "Messages 'Say' and 'SendSay' of protocol 'ChatProtocol' would both generate 'ChatClient.SendSayAsync'. Rename one of the types.");

    [Fact]
    public Task Message_WithTwoNames_IsReported() => AnalyzerRun.VerifyAsync(
        Protocol + """[FromClient<ChatProtocol>("a"), FromServer<ChatProtocol>("b")] public sealed record [|Say|](string Text);""",
        "TWS1007",
        "Messages 'Say' and 'Say' of protocol 'ChatProtocol' would both generate 'ChatMethods.Say'. Give its attributes the same name.");

    [Fact]
    public Task Send_OfDifferentSides_IsNotReported() => AnalyzerRun.VerifyNothingAsync(Protocol + """
        [FromClient<ChatProtocol>] public sealed record Say(string Text);
        [FromServer<ChatProtocol>] public sealed record SendSay(string Text) : IReturns;
        """);

    [Theory]
    [InlineData("FromClient", "Close", "CloseAsync", "ChatClient")]
    [InlineData("FromClient", "Connect", "ConnectAsync", "ChatClient")]
    [InlineData("FromClient", "Flush", "FlushAsync", "ChatClient")]
    [InlineData("FromClient", "Ping", "PingAsync", "ChatClient")]
    [InlineData("FromClient", "Dispose", "DisposeAsync", "ChatClient")]
    [InlineData("FromServer", "Abort", "AbortAsync", "ChatSession")]
    [InlineData("FromServer", "Send", "SendAsync", "ChatSession")]
    [InlineData("FromClient", "Connected", "OnConnectedAsync", "IChatServerHandler")]
    [InlineData("FromServer", "GetHashCode", "GetHashCode", "ChatMethods")]
    [InlineData("FromServer", "ChatMethods", "ChatMethods", "ChatMethods")]
    public Task Member_OfOurs_IsReported(string attribute, string type, string member, string owner) => AnalyzerRun.VerifyAsync(
        Protocol + $"public static class Outer {{ [{attribute}<ChatProtocol>] public sealed record [|{type}|](string Text) : IReturns; }}",
        "TWS1008",
        $"Message 'Outer.{type}' would generate '{member}', but '{owner}' has or is called that already. "
        + "Rename the type; the attribute can keep its name on the wire.");

    [Fact]
    public Task Member_OfOursWithAPrefix_IsNotReported() => AnalyzerRun.VerifyNothingAsync(Protocol + """
        [FromClient<ChatProtocol>] public sealed record Close(string Text);
        [FromServer<ChatProtocol>] public sealed record Connected(string Text);
        [FromServer<ChatProtocol>] public sealed record Find(string Text) : IReturns;
        [FromServer<ChatProtocol>] public sealed record Instance(string Text) : IReturns;
        """);

    [Theory]
    [InlineData("[FromClient<ChatProtocol>] public sealed record [|Say|]<T>(string Text);", "Say<T>")]
    [InlineData("public class Outer<T> { [FromClient<ChatProtocol>] public sealed record [|Say|](string Text); }", "Outer<T>.Say")]
    public Task Message_Generic_IsReported(string declaration, string name) => AnalyzerRun.VerifyAsync(
        Protocol + declaration,
        "TWS1009",
        $"Message '{name}' has type parameters; the wire knows no type arguments. Declare one message for each type that it is used with.");

    [Fact]
    public Task Message_WithGenericMember_IsNotReported() => AnalyzerRun.VerifyNothingAsync(Protocol + """
        [FromClient<ChatProtocol>] public sealed record Say(Of<string> Text);
        public sealed record Of<T>(T Value);
        """);

    [Theory]
    [InlineData("abstract record", "abstract")]
    [InlineData("static class", "static")]
    [InlineData("ref struct", "a ref struct")]
    public Task Message_ThatCannotBeCreated_IsReported(string keywords, string flaw) => AnalyzerRun.VerifyAsync(
        Protocol + $"[FromClient<ChatProtocol>] public {keywords} [|Say|];",
        "TWS1010",
        $"Message 'Say' is {flaw}; a receiver creates the message. Make it a record, class or struct that is not abstract.");

    [Theory]
    [InlineData("sealed record")]
    [InlineData("class")]
    [InlineData("readonly record struct")]
    public Task Message_ThatCanBeCreated_IsNotReported(string keywords)
        => AnalyzerRun.VerifyNothingAsync(Protocol + $"[FromClient<ChatProtocol>] public {keywords} Say;");

    [Theory]
    [InlineData(
        "[FromClient<ChatProtocol>] internal sealed record [|Say|](string Text);",
        "Say",
        "internal",
        "Make it public, or the protocol internal")]
    [InlineData(
        "[FromClient<ChatProtocol>] file sealed record [|Say|](string Text);",
        "Say",
        "file-local",
        "Make it public, or the protocol internal")]
    [InlineData(
        "[FromClient<ChatProtocol>] public sealed record [|Say|] : IReturns<Said>; internal sealed record Said;",
        "Said",
        "internal",
        "Make it public, or the protocol internal")]
    public Task Message_LessAccessibleThanItsProtocol_IsReported(string declaration, string subject, string accessibility, string remedy)
        => AnalyzerRun.VerifyAsync(
            Protocol + declaration,
            "TWS1011",
            $"'{subject}' is {accessibility}, but the types generated for protocol 'ChatProtocol' are public and mention it. {remedy}.");

    [Fact]
    public Task Message_PrivateInInternalProtocol_IsReported() => AnalyzerRun.VerifyAsync(
        """
        [Protocol("chat")] internal partial class ChatProtocol;
        public class Outer { [FromClient<ChatProtocol>] private sealed record [|Say|](string Text); }
        """,
        "TWS1011",
        "'Outer.Say' is private, but the types generated for protocol 'ChatProtocol' are internal and mention it. Make it internal or public.");

    [Fact]
    public Task Message_AsAccessibleAsItsProtocol_IsNotReported() => AnalyzerRun.VerifyNothingAsync("""
        [Protocol("chat")] internal partial class ChatProtocol;
        public class Outer { [FromClient<ChatProtocol>] internal sealed record Say(string Text) : IReturns<Said>; internal sealed record Said; }
        """);

    [Fact]
    public Task Message_WithTwoReplies_IsReported() => AnalyzerRun.VerifyAsync(
        Protocol + "[FromClient<ChatProtocol>] public sealed record [|Say|](string Text) : IReturns, IReturns<int>;",
        "TWS1012",
        "Message 'Say' is IReturns and IReturns<int>; a request has one reply. Keep one of them.");

    [Fact]
    public Task Message_WithInheritedReply_IsNotReported() => AnalyzerRun.VerifyNothingAsync(Protocol + """
        public abstract record Request(int Id) : IReturns<int>;
        [FromClient<ChatProtocol>] public sealed record Say(int Id) : Request(Id);
        """);

    [Theory]
    [InlineData("Client", "public int [|JoinAsync|](Join message, System.Threading.CancellationToken token) => 1;", "Join", "JoinAsync")]
    [InlineData("Client", "public int [|JoinAsync|](string text, System.Threading.CancellationToken token) => 1;", "Join", "JoinAsync")]
    [InlineData("Client", "public int [|SaidHandlers|];", "Said", "SaidHandlers")]
    [InlineData("Session", "public int [|SendSaidAsync|];", "Said", "SendSaidAsync")]
    public Task Member_AddedByUser_ThatAMessageGenerates_IsReported(string role, string member, string message, string generated) => AnalyzerRun.VerifyAsync(
        $$"""
        [Protocol("chat")] public partial class ChatProtocol;
        [FromClient<ChatProtocol>] public sealed record Join(string Room) : IReturns<int>;
        [FromServer<ChatProtocol>] public sealed record Said(string Text);
        public partial class Chat{{role}} { {{member}} }
        """,
        "TWS1008",
        $"Message '{message}' would generate '{generated}', but 'Chat{role}' has or is called that already. Rename the type; the attribute can keep its name on the wire.");

    [Fact]
    public Task Overload_AddedByUser_IsNotReported() => AnalyzerRun.VerifyNothingAsync("""
        [Protocol("chat")] public partial class ChatProtocol;
        [FromClient<ChatProtocol>] public sealed record Join(string Room) : IReturns<int>;
        public partial class ChatClient { public System.Threading.Tasks.ValueTask<int> JoinAsync(int room) => JoinAsync($"{room}"); }
        """);
}
