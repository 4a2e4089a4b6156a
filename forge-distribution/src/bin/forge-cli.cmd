@echo off
rem Starts Forge on Windows, from a distribution. Kept minimal, because nobody has run it there yet: no build, no start-up
rem cache, no check of the version of Java. bin/forge-cli, which it follows, explains the flags.
setlocal
for %%i in ("%~dp0..") do set "root=%%~fi"
set "java=java"
if not defined ORT_DISABLE_TELEMETRY set "ORT_DISABLE_TELEMETRY=1"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"
"%java%" -Dguice_bytecode_gen_option=DISABLED -XX:CompileThresholdScaling=2 --enable-native-access=ALL-UNNAMED --add-opens=java.base/java.lang=ALL-UNNAMED "-Dforge.home=%root%" "-Dforge.repository=%root%\repository" %FORGE_JAVA_OPTS% -cp "%root%\lib\*" io.forge.cli.Main %*
exit /b %ERRORLEVEL%
