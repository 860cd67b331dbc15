@echo off
rem install.bat [folder]    installs score from this folder; no network is used
py -3.11 -c "" >nul 2>nul && (
    py -3.11 "%~dp0install.py" %*
    goto end
)
python -c "import sys; sys.exit(sys.version_info[:2] != (3, 11))" >nul 2>nul && (
    python "%~dp0install.py" %*
    goto end
)
echo Python 3.11 was not found; install it first.
set failed=1
:end
set code=%errorlevel%
if defined failed set code=1
if "%~1"=="" pause
exit /b %code%
