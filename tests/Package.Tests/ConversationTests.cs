namespace TypedWs.Package.Tests;

/// <summary>A conversation between programs that were built from the packages alone.</summary>
public sealed class ConversationTests(PackagesFixture packages)
{
    [Fact]
    public async Task Conversation_FromThePackages_WorksInBothFormats()
    {
        using RunningServer server = await RunningServer.StartAsync(Path.Combine(packages.OutputOf("Server"), "Consumer.Server.dll"), TestContext.Current.CancellationToken);

        string json = await packages.RunAsync(packages.Consumer, "exec", Path.Combine(packages.OutputOf("Client"), "Consumer.Client.dll"), server.Address.ToString(), "Json");
        string messagePack = await packages.RunAsync(packages.Consumer, "exec", Path.Combine(packages.OutputOf("Client"), "Consumer.Client.dll"), server.Address.ToString(), "MessagePack");

        Assert.Contains("changed to 21\ncount 21 by Json\n", json, StringComparison.Ordinal);
        Assert.Contains("changed to 42\ncount 42 by Json and MessagePack\n", messagePack, StringComparison.Ordinal);
        Assert.Contains("MessagePack 2.5.", messagePack, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Conversation_WithMessagePack3InPlace_Works()
    {
        await packages.RunAsync(Path.Combine(packages.Consumer, "MessagePack3"), "restore");
        string server = LiftMessagePack("Server");
        string client = LiftMessagePack("Client");

        using RunningServer running = await RunningServer.StartAsync(Path.Combine(server, "Consumer.Server.dll"), TestContext.Current.CancellationToken);
        string output = await packages.RunAsync(packages.Consumer, "exec", Path.Combine(client, "Consumer.Client.dll"), running.Address.ToString(), "MessagePack");

        Assert.Contains("changed to 21\ncount 21 by MessagePack\n", output, StringComparison.Ordinal);
        Assert.Contains("MessagePack 3.1.12", output, StringComparison.Ordinal);
    }

    /// <summary>Copies a built program and puts the later MessagePack in the place of the one that it was compiled against.</summary>
    private string LiftMessagePack(string project)
    {
        string output = Path.Combine(packages.Consumer, "Lifted", project);
        PackagesFixture.Copy(new DirectoryInfo(packages.OutputOf(project)), output);
        foreach (string package in (string[])["MessagePack", "MessagePack.Annotations"])
        {
            string assembly = Directory
                .EnumerateFiles(Path.Combine(packages.PackageCache, package.ToLowerInvariant(), "3.1.12", "lib"), package + ".dll", SearchOption.AllDirectories)
                .OrderByDescending(static path => path.Contains("net9.0", StringComparison.Ordinal))
                .ThenByDescending(static path => path.Contains("net8.0", StringComparison.Ordinal))
                .First();
            File.Copy(assembly, Path.Combine(output, package + ".dll"), overwrite: true);
        }

        return output;
    }
}
