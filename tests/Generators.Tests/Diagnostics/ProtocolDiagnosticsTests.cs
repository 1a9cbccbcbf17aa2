namespace TypedWs.Generators.Tests.Diagnostics;

/// <summary>TWS1001–TWS1003 and TWS1013: what is wrong with a protocol class.</summary>
public sealed class ProtocolDiagnosticsTests
{
    [Fact]
    public Task Protocol_NotPartial_IsReported() => AnalyzerRun.VerifyAsync(
        """[Protocol("chat")] public sealed class [|ChatProtocol|];""",
        "TWS1001",
        "Protocol 'ChatProtocol' is not partial; TypedWs adds members to it and can do so only to a top-level, non-generic, "
        + "non-static partial class. Add 'partial'.");

    [Fact]
    public Task Protocol_Nested_IsReported() => AnalyzerRun.VerifyAsync(
        """public partial class Outer { [Protocol("chat")] public partial class [|ChatProtocol|]; }""",
        "TWS1001",
        "Protocol 'ChatProtocol' is nested in 'Outer'; "
        + "TypedWs adds members to it and can do so only to a top-level, non-generic, non-static partial class. "
        + "Move it out of 'Outer'.");

    [Theory]
    [InlineData("public static partial class [|ChatProtocol|];", "static", "Remove 'static'")]
    [InlineData("public partial class [|ChatProtocol|]<T>;", "generic", "Remove its type parameters")]
    [InlineData("file partial class [|ChatProtocol|];", "file-local", "Remove 'file'")]
    public Task Protocol_OfAnotherShape_IsReported(string declaration, string flaw, string remedy) => AnalyzerRun.VerifyAsync(
        $"[Protocol(\"chat\")] {declaration}",
        "TWS1001",
        $"Protocol 'ChatProtocol' is {flaw}; TypedWs adds members to it and can do so only to a top-level, non-generic, "
        + $"non-static partial class. {remedy}.");

    [Theory]
    [InlineData("public sealed partial class")]
    [InlineData("internal abstract partial class")]
    [InlineData("public partial record")]
    public Task Protocol_TopLevelPartialClass_IsNotReported(string declaration)
        => AnalyzerRun.VerifyNothingAsync($"[Protocol(\"chat\")] {declaration} ChatProtocol;");

    [Theory]
    [InlineData("")]
    [InlineData("1chat")]
    [InlineData("chat room")]
    [InlineData("chat/1")]
    [InlineData("rpc.chat")]
    public Task ProtocolName_Malformed_IsReported(string name) => AnalyzerRun.VerifyAsync(
        $"[[|Protocol(\"{name}\")|]] public partial class ChatProtocol;",
        "TWS1002",
        $"Protocol 'ChatProtocol' has the name \"{name}\"; a name begins with a letter, continues with letters, digits, '.', '-' or '_', "
        + "and does not begin with \"rpc.\". Name it like [Protocol(\"chat\")].");

    [Theory]
    [InlineData("c")]
    [InlineData("Chat.Rooms-2_b")]
    public Task ProtocolName_WellFormed_IsNotReported(string name)
        => AnalyzerRun.VerifyNothingAsync($"[Protocol(\"{name}\")] public partial class ChatProtocol;");

    [Fact]
    public Task ProtocolVersion_Zero_IsReported() => AnalyzerRun.VerifyAsync(
        """[[|Protocol("chat", Version = 0)|]] public partial class ChatProtocol;""",
        "TWS1003",
        "Protocol 'ChatProtocol' has version 0; versions begin with 1. Leave the version out or raise it.");

    [Fact]
    public Task ProtocolVersion_One_IsNotReported()
        => AnalyzerRun.VerifyNothingAsync("""[Protocol("chat", Version = 1)] public partial class ChatProtocol;""");

    [Fact]
    public Task GeneratedType_DeclaredByUser_IsReported() => AnalyzerRun.VerifyAsync(
        """
        [Protocol("chat")] public partial class [|ChatProtocol|];
        public interface IChatServerHandler;
        """,
        "TWS1013",
        "Protocol 'ChatProtocol' would generate 'IChatServerHandler', but the namespace already has a type of that name. Rename one of them.");

    [Fact]
    public Task GeneratedType_DeclaredByUserButNotPartial_IsReported() => AnalyzerRun.VerifyAsync(
        """
        [Protocol("chat")] public partial class [|ChatProtocol|];
        public class ChatClient;
        """,
        "TWS1013",
        "Protocol 'ChatProtocol' would generate 'ChatClient', but the namespace already has a type of that name which is not a partial class. "
        + "Rename one of them.");

    [Fact]
    public Task GeneratedMember_DeclaredByUser_IsReported() => AnalyzerRun.VerifyAsync(
        """[Protocol("chat")] public partial class [|ChatProtocol|] { public static int Descriptor => 1; }""",
        "TWS1013",
        "Protocol 'ChatProtocol' would generate 'ChatProtocol.Descriptor', but the class already has a member of that name. Rename one of them.");

    [Fact]
    public Task GeneratedMember_OfABaseClass_IsReported() => AnalyzerRun.VerifyAsync(
        """
        public class Base { protected static int Descriptor => 1; public void Register() { } }
        [Protocol("chat")] public partial class [|ChatProtocol|] : Base;
        """,
        "TWS1013",
        "Protocol 'ChatProtocol' would generate 'ChatProtocol.Descriptor', but its base class 'Base' already has a member of that name. "
        + "Rename one of them.");

    [Theory]
    [InlineData("Session", "public int [|Group|](string name) => 1;", "ChatSession.Group")]
    [InlineData("Sessions", "public int [|All|] => 1;", "ChatSessions.All")]
    [InlineData("Client", "public [|ChatClient|](TypedWsClientOptions options, int more) : this(options) { }", null)]
    [InlineData("Client", "public [|ChatClient|](TypedWsClientOptions options) : base(options, ChatProtocol.Descriptor) { }", "a constructor of ChatClient")]
    public Task GeneratedMember_AddedByUser_IsReported(string role, string member, string? generated)
    {
        string source = $$"""
            [Protocol("chat")] public partial class ChatProtocol;
            public partial class Chat{{role}} { {{member}} }
            """;
        return generated is null
            ? AnalyzerRun.VerifyNothingAsync(source.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal))
            : AnalyzerRun.VerifyAsync(
                source,
                "TWS1013",
                $"Protocol 'ChatProtocol' would generate '{generated}', but your part of the class already has it. Rename one of them.");
    }

    [Fact]
    public Task Prefix_OfTwoProtocols_IsReported() => AnalyzerRun.VerifyAsync(
        """
        [Protocol("chat")] public partial class [|ChatProtocol|];
        [Protocol("talk")] public partial class [|Chat|];
        """,
        "TWS1013",
        "Protocol 'Chat' would generate 'ChatClient', but so would protocol 'ChatProtocol'. Rename one of them.");

    [Fact]
    public Task GeneratedType_ExtendedByUser_IsNotReported() => AnalyzerRun.VerifyNothingAsync("""
        namespace One
        {
            [Protocol("chat")] public partial class ChatProtocol;
            public partial class ChatClient { public int Mine => 1; }
            public partial class ChatSession { public int Mine => 1; }
        }

        namespace Two
        {
            public class ChatClient;
            public interface IChatServerHandler;
        }
        """);
}
