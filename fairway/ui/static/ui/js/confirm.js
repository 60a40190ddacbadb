// <form data-confirm="Shops north">: the button waits until the phrase stands in the field.
export const bind = (form) => {
  const field = form.querySelector("input:not([type=hidden])");
  const button = form.querySelector("[type=submit]");
  const check = () => {
    button.disabled = field.value.trim() !== form.dataset.confirm;
  };
  field.addEventListener("input", check);
  check();
};
