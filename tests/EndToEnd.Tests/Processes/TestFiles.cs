using System.Reflection;

namespace TypedWs.EndToEnd.Tests;

/// <summary>Where the build put what the tests run.</summary>
public static class TestFiles
{
    public static string ChatServer => Find("Chat.Server");

    public static string ChatClient => Find("Chat.Client");

    public static string Quickstart => Find("Quickstart");

    public static string SoakTest => Find("SoakTest");

    public static string LoadTest => Find("LoadTest");

    public static string RawClient => Find("RawClient");

    private static string Find(string key)
        => typeof(TestFiles).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == key).Value!;
}
