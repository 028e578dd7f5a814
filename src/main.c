/* main.c: the program's start.  Only here may the process end. */
int main(void)
{
    return 0;
}
