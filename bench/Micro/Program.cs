// Times the codecs beside System.Text.Json and MessagePack-CSharp, and the generator. Arguments are those of BenchmarkDotNet, or "paired".
using BenchmarkDotNet.Running;
using Micro;
using Micro.Paired;

if (args is ["paired"])
    PairedRun.Run();
else
    BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, new MicroConfig());
